/** What the lesson screen shows and where, as a reducer: no drawing, no learner. */
import type { FreshPlan, TaskState } from '../../app/learner.ts';
import type { Focus } from '../layout.ts';
import { START } from '../markdown/document.ts';
import type { Place } from '../markdown/document.ts';
import type { Detail } from '../views/checks.ts';
import type { SolutionFile } from '../views/solution.ts';
import type { Find } from './find.ts';
import { follow } from './follow.ts';
import type { Selection } from './follow.ts';

/** What the pane beside the text holds. */
export type Side =
  | { readonly is: 'tasks' }
  | { readonly is: 'questions'; readonly question: number; readonly cursor: number }
  | { readonly is: 'ask-solution' }
  | { readonly is: 'solution'; readonly files: readonly SolutionFile[] | undefined }
  | { readonly is: 'ask-reset'; readonly plan: FreshPlan | undefined }
  | { readonly is: 'finish' }
  /** The log of the intruder, which the lesson's state holds. */
  | { readonly is: 'campaign' }
  /** The sections whose title has `filter`; `cursor` counts those. */
  | { readonly is: 'contents'; readonly filter: string; readonly cursor: number };

export interface LessonUi {
  readonly side: Side;
  readonly focus: Focus;
  /** Which pane had the keys before something was opened. */
  readonly cameFrom: Focus;
  /** Which pane gets the keys back from the shell. */
  readonly beforeShell: Focus;
  /** What keys do in the shell's pane: they go to the shell, or move through what scrolled away. */
  readonly shellKeys: 'typing' | 'history';
  /** Where the reader is in the text; survives every resize. */
  readonly place: Place;
  /** Number of the command that the reader chose in the text, and the digits of it that were just typed. */
  readonly chosen: number | undefined;
  readonly typed: string;
  /** What is looked for in the text. */
  readonly find: Find | undefined;
  readonly selection: Selection | undefined;
  /** How much of the selected task's checks is shown. */
  readonly detail: Detail;
  /** First row shown of the side pane; `mark` brings the pane's marked row into sight. */
  readonly scroll: number | 'mark';
  /** What docklab said last, until the next key. */
  readonly said: string | undefined;
  readonly tasks: readonly TaskState[];
}

export type LessonUiEvent =
  /** `chosen` is the command that stays chosen. */
  | { is: 'read'; place: Place; chosen: number | undefined }
  | { is: 'choose'; number: number | undefined; typed: string; place?: Place }
  | { is: 'end-number' }
  | { is: 'find'; find: Find | undefined; place: Place }
  /** Closes what was opened beside the text and reads on there. */
  | { is: 'go'; place: Place }
  | { is: 'switch' }
  | { is: 'to-shell' }
  | { is: 'from-shell' }
  | { is: 'shell-keys'; are: LessonUi['shellKeys'] }
  | { is: 'select'; task: string }
  | { is: 'toggle-detail' }
  | { is: 'scroll'; to: number | 'mark' }
  | { is: 'show'; side: Side }
  | { is: 'close' }
  /** Brings the newest hint into sight; the pane gets the keys only where it would else not be seen. */
  | { is: 'show-hint'; focus: 'side' | undefined }
  | { is: 'failed'; text: string }
  /** Only when the pane still waits for it: a late answer must not open anything. */
  | { is: 'solution-read'; files: readonly SolutionFile[] }
  | { is: 'fresh-plan-read'; plan: FreshPlan }
  | { is: 'say'; text: string | undefined }
  | { is: 'tasks-changed'; tasks: readonly TaskState[] };

export const newLessonUi = (tasks: readonly TaskState[]): LessonUi => ({
  side: { is: 'tasks' },
  focus: 'text',
  cameFrom: 'text',
  beforeShell: 'text',
  shellKeys: 'typing',
  place: START,
  chosen: undefined,
  typed: '',
  find: undefined,
  selection: follow(undefined, tasks, tasks),
  detail: 'nearest',
  scroll: 0,
  said: undefined,
  tasks,
});

export function lessonUi(ui: LessonUi, event: LessonUiEvent): LessonUi {
  switch (event.is) {
    case 'read':
      return { ...ui, place: event.place, chosen: event.chosen };
    case 'choose':
      return { ...ui, chosen: event.number, typed: event.typed, place: event.place ?? ui.place };
    case 'end-number':
      return ui.typed === '' ? ui : { ...ui, typed: '' };
    case 'find':
      return { ...ui, find: event.find, place: event.place, chosen: undefined, focus: 'text' };
    case 'go':
      return {
        ...lessonUi(ui, { is: 'close' }),
        place: event.place,
        chosen: undefined,
        focus: 'text',
      };
    case 'switch':
      return { ...ui, focus: ui.focus === 'text' ? 'side' : 'text' };
    case 'to-shell':
      return ui.focus === 'shell' ? ui : { ...ui, focus: 'shell', beforeShell: ui.focus };
    case 'from-shell':
      return ui.focus === 'shell' ? { ...ui, focus: ui.beforeShell, shellKeys: 'typing' } : ui;
    case 'shell-keys':
      return { ...ui, shellKeys: event.are };
    case 'select':
      return { ...ui, selection: { task: event.task, by: 'learner' }, scroll: 0 };
    case 'toggle-detail':
      return { ...ui, detail: ui.detail === 'nearest' ? 'whole' : 'nearest', scroll: 0 };
    case 'scroll':
      return { ...ui, scroll: event.to };
    case 'show':
      return shown(ui, event.side);
    case 'close':
      return { ...ui, side: { is: 'tasks' }, focus: ui.cameFrom, scroll: 0 };
    case 'show-hint':
      return { ...ui, side: { is: 'tasks' }, focus: event.focus ?? ui.focus, scroll: 'mark' };
    case 'failed':
      return failed(ui, event.text);
    case 'solution-read':
      return ui.side.is === 'solution'
        ? { ...ui, side: { is: 'solution', files: event.files } }
        : ui;
    case 'fresh-plan-read':
      return ui.side.is === 'ask-reset'
        ? { ...ui, side: { is: 'ask-reset', plan: event.plan } }
        : ui;
    case 'say':
      return ui.said === event.text ? ui : { ...ui, said: event.text };
    case 'tasks-changed':
      return changed(ui, event.tasks);
  }
}

/** Panes that open with their marked row in sight. */
const MARKED = new Set<Side['is']>(['questions', 'contents', 'campaign']);

/** What is opened beside the text gets the keys. */
function shown(ui: LessonUi, side: Side): LessonUi {
  const cameFrom = ui.side.is === 'tasks' ? ui.focus : ui.cameFrom;
  return { ...ui, side, cameFrom, focus: 'side', scroll: MARKED.has(side.is) ? 'mark' : 0 };
}

/** Nothing waits for an answer that will not come. */
function failed(ui: LessonUi, text: string): LessonUi {
  const { side } = ui;
  const isWaiting =
    (side.is === 'solution' && side.files === undefined) ||
    (side.is === 'ask-reset' && side.plan === undefined);
  const closed = isWaiting ? lessonUi(ui, { is: 'close' }) : ui;
  return { ...closed, said: text };
}

function changed(ui: LessonUi, tasks: readonly TaskState[]): LessonUi {
  const selection = follow(ui.selection, ui.tasks, tasks);
  const isOther = selection?.task !== ui.selection?.task;
  const scroll = isOther && ui.side.is === 'tasks' ? 0 : ui.scroll;
  return { ...ui, tasks, selection, scroll };
}
