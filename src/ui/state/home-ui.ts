/** What the home screen shows, as a reducer. The selection is an id, so that a filter does not lose it. */
import type { Action } from '../keys.ts';
import { scrolled } from './scroll.ts';

export interface HomeUi {
  readonly selected: string | undefined;
  readonly filter: string;
  readonly isTyping: boolean;
}

export type HomeUiEvent =
  | { is: 'select'; lesson: string | undefined }
  | { is: 'type'; text: string }
  | { is: 'erase' }
  | { is: 'start-typing' }
  | { is: 'keep-filter' }
  | { is: 'clear-filter' };

export const newHomeUi = (selected: string | undefined): HomeUi => ({
  selected,
  filter: '',
  isTyping: false,
});

/** A filter longer than this finds nothing that a shorter one does not. */
const LONGEST = 60;

export function homeUi(ui: HomeUi, event: HomeUiEvent): HomeUi {
  switch (event.is) {
    case 'select':
      return { ...ui, selected: event.lesson };
    case 'type':
      return { ...ui, filter: (ui.filter + event.text).slice(0, LONGEST) };
    case 'erase':
      return { ...ui, filter: [...ui.filter].slice(0, -1).join('') };
    case 'start-typing':
      return { ...ui, isTyping: true };
    case 'keep-filter':
      return { ...ui, isTyping: false };
    case 'clear-filter':
      return { ...ui, isTyping: false, filter: '' };
  }
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
