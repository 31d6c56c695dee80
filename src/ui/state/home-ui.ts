/** What the home screen shows, as a reducer. The selection is an id, so that a filter does not lose it. */
import type { FreshPlan } from '../../app/learner.ts';
import type { Action } from '../keys.ts';
import { scrolled } from './scroll.ts';

/** Asked before labs and answers are removed: of one lesson, or of all. */
export interface HomeAsk {
  readonly ids: readonly string[];
  readonly scope: 'one' | 'all';
  /** Undefined while docklab finds out. */
  readonly plan: FreshPlan | undefined;
  readonly top: number;
}

export interface HomeUi {
  readonly selected: string | undefined;
  readonly filter: string;
  readonly isTyping: boolean;
  /** Digits typed so far of a lesson's number. */
  readonly number: string;
  readonly ask: HomeAsk | undefined;
  /** What docklab said last, until the next key. */
  readonly said: string | undefined;
}

export type HomeUiEvent =
  | { is: 'select'; lesson: string | undefined }
  | { is: 'jump'; number: string; lesson: string | undefined }
  | { is: 'ask'; ids: readonly string[]; scope: 'one' | 'all' }
  /** Only for what is still asked: a late answer must not open anything. */
  | { is: 'plan-read'; ids: readonly string[]; plan: FreshPlan }
  | { is: 'scroll'; to: number }
  | { is: 'close' }
  | { is: 'say'; text: string | undefined }
  /** The whole of what is typed now. */
  | { is: 'typed'; text: string }
  | { is: 'start-typing' }
  | { is: 'keep-filter' }
  | { is: 'clear-filter' };

export const newHomeUi = (selected: string | undefined): HomeUi => ({
  selected,
  filter: '',
  isTyping: false,
  number: '',
  ask: undefined,
  said: undefined,
});

/** A filter longer than this finds nothing that a shorter one does not. */
const LONGEST = 60;

export function homeUi(ui: HomeUi, event: HomeUiEvent): HomeUi {
  switch (event.is) {
    case 'select':
      return { ...ui, selected: event.lesson };
    case 'jump':
      return { ...ui, number: event.number, selected: event.lesson ?? ui.selected };
    case 'ask':
      return { ...ui, ask: { ids: event.ids, scope: event.scope, plan: undefined, top: 0 } };
    case 'plan-read':
      return ui.ask?.ids === event.ids ? { ...ui, ask: { ...ui.ask, plan: event.plan } } : ui;
    case 'scroll':
      return ui.ask === undefined ? ui : { ...ui, ask: { ...ui.ask, top: event.to } };
    case 'close':
      return { ...ui, ask: undefined };
    case 'say':
      return ui.said === event.text ? ui : { ...ui, said: event.text };
    case 'typed':
      return { ...ui, filter: event.text.slice(0, LONGEST) };
    case 'start-typing':
      return { ...ui, isTyping: true };
    case 'keep-filter':
      return { ...ui, isTyping: false };
    case 'clear-filter':
      return { ...ui, isTyping: false, filter: '' };
  }
}

/**
 * The lesson whose number begins with the digits typed so far, the exact one first: 1 selects lesson 1, and 12 after it
 * lesson 12. A digit that leads nowhere begins a new number.
 */
export function jumped(
  typed: string,
  digit: string,
  lessons: readonly { readonly id: string; readonly order: number }[],
): { number: string; lesson: string | undefined } {
  for (const number of [typed + digit, digit]) {
    const wanted = String(Number(number));
    const lesson =
      lessons.find(({ order }) => String(order) === wanted) ??
      lessons.find(({ order }) => String(order).startsWith(wanted));
    if (lesson !== undefined && wanted !== '0') return { number: wanted, lesson: lesson.id };
  }
  return { number: '', lesson: undefined };
}

/** Index of the selected lesson among those shown: the first when it is not among them. */
export function selectedIndex(ids: readonly string[], selected: string | undefined): number {
  return Math.max(0, ids.indexOf(selected ?? ''));
}

/** The lesson that a moving key selects, or undefined when the action moves nothing. */
export function movedSelection(
  action: Action,
  ids: readonly string[],
  selected: string | undefined,
  page: number,
): string | undefined {
  const top = selectedIndex(ids, selected);
  // Moving a selection is scrolling a list that shows one entry at a time.
  const isPage = action === 'page-down' || action === 'page-up';
  const step = isPage ? page * (action === 'page-down' ? 1 : -1) : undefined;
  const next =
    step === undefined
      ? scrolled(action, { top, count: ids.length, height: 1 })
      : Math.min(Math.max(0, top + step), ids.length - 1);
  return next === undefined ? undefined : ids[next];
}
