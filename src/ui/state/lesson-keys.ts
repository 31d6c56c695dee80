/** What each key does in a lesson: from the screen's state to events of its reducer and requests to the learner. */
import type { Learner, LessonState } from '../../app/learner.ts';
import type { Lesson } from '../../course/types.ts';
import type { Action, KeyPlace } from '../keys.ts';
import { isInTurns } from '../layout.ts';
import type { LessonShape } from '../layout.ts';
import type { ShellState } from '../shell/shells.ts';
import { placeOf } from '../markdown/document.ts';
import type { Command, Document } from '../markdown/document.ts';
import type { Match } from '../markdown/find.ts';
import type { Copied } from '../clipboard.ts';
import { isRight } from '../views/questions.ts';
import { actOnCommand } from './command-keys.ts';
import { isInSight } from './commands.ts';
import { actInContents, openContents, typeTitle } from './contents-keys.ts';
import { actOnSearch, typeWords } from './find-keys.ts';
import type { LessonUi, LessonUiEvent, Side } from './lesson-ui.ts';
import { askLearner, confirm, showHint } from './lesson-requests.ts';
import { actInShell } from './shell-keys.ts';
import { scrolled } from './scroll.ts';
import type { Scrollable } from './scroll.ts';

export interface LessonContext {
  readonly learner: Learner;
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly ui: LessonUi;
  /** Id of the task that is opened. */
  readonly selected: string | undefined;
  readonly shape: LessonShape;
  readonly document: Document;
  readonly text: Scrollable;
  readonly side: Scrollable;
  /** The command of the text that the keys act on. */
  readonly marked: Command | undefined;
  /** Where the text has what is looked for. */
  readonly matches: readonly Match[];
  readonly copy: (text: string) => Copied;
  readonly dispatch: (event: LessonUiEvent) => void;
  /** The shell inside the screen; undefined where there is none, and the terminal is handed over instead. */
  readonly shell: ShellState | undefined;
  readonly openShell: () => void;
  readonly handOver: () => Promise<void>;
  readonly leave: () => void;
  readonly openNext: () => void;
  readonly help: () => void;
}

const SIDE_PLACES: Readonly<Record<Side['is'], KeyPlace>> = {
  tasks: 'tasks',
  questions: 'questions',
  'ask-solution': 'confirm',
  solution: 'pages',
  'ask-reset': 'confirm',
  finish: 'finish',
  campaign: 'campaign',
  contents: 'contents',
};

/** Whose keys count. While docklab asks something, nothing but the answer does. */
export function lessonPlaces(
  ui: LessonUi,
  shell: ShellState | undefined,
  kind: Lesson['kind'],
): readonly KeyPlace[] {
  const anywhere: readonly KeyPlace[] = kind === 'exam' ? ['exam', 'lesson'] : ['lesson'];
  const place = SIDE_PLACES[ui.side.is];
  if (ui.focus === 'shell') {
    if (shell?.is === 'open') return [ui.shellKeys === 'typing' ? 'shell' : 'history'];
    // A command that the shell does not get, or not any more, must not steer the lesson.
    return shell?.is === 'none' ? ['no-shell', ...anywhere] : ['no-shell'];
  }
  if (ui.find?.isTyping === true) return ['find'];
  // Every letter may be part of a title.
  if (place === 'confirm' || place === 'contents') return [place];
  if (ui.focus === 'side') return [place, ...anywhere];
  const first: readonly KeyPlace[] = ui.typed !== '' ? ['number'] : ui.find ? ['found'] : [];
  return [...first, 'text', ...anywhere];
}

/** Takes the keys that the key map does not know where one types words. */
export function lessonType(key: string, context: LessonContext): void {
  const { find, side, focus } = context.ui;
  if (focus === 'shell') return;
  if (find?.isTyping === true) typeWords(key, context);
  else if (side.is === 'contents') typeTitle(key, side, context);
}

/** Does what the key asks for. */
export function lessonAct(action: Action, key: string, context: LessonContext): void {
  const { ui, dispatch } = context;
  context.learner.active(context.lesson.id);
  dispatch({ is: 'say', text: undefined });
  if (action !== 'choose-command') dispatch({ is: 'end-number' });
  if (actOnSearch(action, context)) return;
  if (ui.focus === 'text' && actInText(action, key, context)) return;
  if (ui.focus === 'shell' && actInShell(action, key, context)) return;
  if (ui.focus === 'side' && actInSide(action, key, context)) return;
  actInLesson(action, context);
}

function actInText(action: Action, key: string, context: LessonContext): boolean {
  return readText(action, context) || actOnCommand(action, key, context);
}

function readText(action: Action, context: LessonContext): boolean {
  const { dispatch, document, text, marked, ui } = context;
  const top = scrolled(action, text);
  if (top === undefined) return false;
  // What the reader chose stays chosen as long as they see it.
  const isKept = marked !== undefined && isInSight(marked, { ...text, top });
  const chosen = isKept && marked.number === ui.chosen ? ui.chosen : undefined;
  dispatch({ is: 'read', place: placeOf(document, top), chosen });
  return true;
}

function actInSide(action: Action, key: string, context: LessonContext): boolean {
  const { ui, dispatch, side } = context;
  if (ui.side.is === 'tasks' && actInTasks(action, context)) return true;
  if (ui.side.is === 'questions' && answerQuestion(action, key, ui.side, context)) return true;
  if (ui.side.is === 'contents' && actInContents(action, ui.side, context)) return true;
  const top = scrolled(action, side);
  if (top === undefined) return false;
  dispatch({ is: 'scroll', to: top });
  return true;
}

function actInTasks(action: Action, { lesson, selected, dispatch }: LessonContext): boolean {
  if (action === 'open-checks') {
    dispatch({ is: 'toggle-detail' });
    return true;
  }
  const step = action === 'down' ? 1 : action === 'up' ? -1 : 0;
  if (step === 0) return false;
  const index = lesson.tasks.findIndex(({ id }) => id === selected);
  const task = lesson.tasks[Math.min(Math.max(0, index + step), lesson.tasks.length - 1)];
  if (task !== undefined && task.id !== selected) dispatch({ is: 'select', task: task.id });
  return true;
}

function answerQuestion(
  action: Action,
  key: string,
  at: Extract<Side, { is: 'questions' }>,
  { lesson, learner, state, dispatch }: LessonContext,
): boolean {
  const count = lesson.questions[at.question]?.answers.length ?? 0;
  const show = (question: number, cursor: number): void =>
    dispatch({ is: 'show', side: { is: 'questions', question, cursor } });
  const give = (answer: number): void => {
    if (answer >= count) return;
    learner.answer(lesson.id, at.question, answer);
    show(at.question, answer);
  };
  const go = (step: number): void => {
    const question = at.question + step;
    if (lesson.questions[question] !== undefined) show(question, state.answers[question] ?? 0);
  };
  if (action === 'up') show(at.question, Math.max(0, at.cursor - 1));
  else if (action === 'down') show(at.question, Math.min(count - 1, at.cursor + 1));
  else if (action === 'choose') give(at.cursor);
  else if (action === 'pick') give(Number(key) - 1);
  else if (action === 'next-question') go(1);
  else if (action === 'previous-question') go(-1);
  else return false;
  return true;
}

function actInLesson(action: Action, context: LessonContext): void {
  const { dispatch } = context;
  switch (action) {
    case 'switch-pane':
      return dispatch({ is: 'switch' });
    case 'help':
      return context.help();
    case 'back':
    case 'no':
      return back(context);
    case 'next-lesson':
      return context.openNext();
    case 'finish':
      return dispatch({ is: 'show', side: { is: 'finish' } });
    case 'contents':
      return openContents(context);
    case 'questions':
      return openQuestions(context);
    case 'hint':
      return showHint(context);
    case 'yes':
      return confirm(context);
    default:
      return askLearner(action, context);
  }
}

/** Out of what was opened beside the text first; where the tasks hide the text, back to that; then out of the lesson. */
function back({ ui, dispatch, shape, leave }: LessonContext): void {
  if (ui.side.is !== 'tasks') dispatch({ is: 'close' });
  else if (ui.focus === 'side' && isInTurns(shape)) dispatch({ is: 'switch' });
  else leave();
}

function openQuestions({ lesson, state, dispatch }: LessonContext): void {
  const open = lesson.questions.findIndex(
    (question, index) => !isRight(question, state.answers[index]),
  );
  const question = Math.max(0, open);
  dispatch({
    is: 'show',
    side: { is: 'questions', question, cursor: state.answers[question] ?? 0 },
  });
}
