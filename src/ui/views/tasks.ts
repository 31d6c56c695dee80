/** The pane of the tasks: all of them with their status, and the selected one opened. */
import type { LessonState, Readiness, TaskState } from '../../app/learner.ts';
import type { Lesson, Task } from '../../course/types.ts';
import { clampTop } from '../state/scroll.ts';
import { BOLD, MUTED, ends, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrap, wrapText } from '../text/wrap.ts';
import { checkRows, isShortened } from './checks.ts';
import type { Detail } from './checks.ts';
import { isExam, scoreNow } from './exam.ts';
import { hintRows } from './hints.ts';
import { labSteps, labTrouble } from './lab-line.ts';
import type { Mode } from './mode.ts';
import type { PaneContent } from './pane.ts';
import { readinessRows } from './readiness.ts';
import { rightAnswers } from './questions.ts';
import { taskLook } from './status.ts';

export interface TasksView {
  readonly lesson: Lesson;
  readonly state: LessonState;
  readonly readiness: Readiness;
  /** When the lesson was solved, if ever. */
  readonly solvedAt: string | undefined;
  readonly mode: Mode;
  /** Id of the opened task. */
  readonly selected: string | undefined;
  readonly hints: readonly string[];
  /** Of the opened task's checks. */
  readonly detail: Detail;
}

const NO_HINTS = { rows: [], newest: undefined };

/** Rows of the pane; `mark` is the row of the newest hint, to scroll to when it was asked for. */
export function tasksPane(view: TasksView, width: number, height: number): PaneContent {
  const { lesson, state } = view;
  const list = taskList(view, width, Math.max(1, Math.floor(height / 2) - 1));
  const trouble = labRows(view, width - 1);
  const rows: Row[] = [
    ...trouble,
    ...limits(view, width - 1),
    ...doneRows(view, width),
    ...solvedRows(view, width - 1),
  ];
  const task = lesson.tasks.find(({ id }) => id === view.selected);
  if (task === undefined) return { top: [...list, []], body: rows, bottom: [] };
  const detail = detailRows(task, view, width);
  const known = stateOf(state, task.id);
  const isOpen = view.mode === 'learn' && !isSettled(known);
  const hints = isOpen ? hintRows(task, known, view.hints, width) : NO_HINTS;
  const mark = hints.newest === undefined ? undefined : rows.length + detail.length + hints.newest;
  return { top: [...list, []], body: [...rows, ...detail, ...hints.rows], bottom: [], mark };
}

/** What stands in the way of the tasks: a lab that failed, or that is not there yet. */
function labRows({ state: { lab }, mode }: TasksView, width: number): Row[] {
  if (lab.is === 'failed') return labTrouble(lab, mode, width);
  return lab.is === 'starting' ? labSteps(lab, width) : [];
}

/** Said where it matters as well: what cannot be shown here would else look like a mistake of the learner's. */
function limits({ readiness }: TasksView, width: number): Row[] {
  const rows = readinessRows(readiness, width).slice(1);
  return rows.length === 0 ? [] : [...rows, []];
}

/** As many tasks as fit in `most` rows, around the selected one. */
function taskList({ lesson, state, selected }: TasksView, width: number, most: number): Row[] {
  const rows = lesson.tasks.map((task, index) =>
    taskRow(task, index, stateOf(state, task.id), task.id === selected, width),
  );
  const middle = lesson.tasks.findIndex(({ id }) => id === selected) - Math.floor(most / 2);
  const first = clampTop({ top: middle, count: rows.length, height: most });
  return rows.slice(first, first + most);
}

export function stateOf(state: LessonState, id: string): TaskState {
  const unknown = { verdict: undefined, checking: false, broke: false };
  return (
    state.tasks.find((task) => task.id === id) ?? {
      id,
      ...unknown,
      hintsShown: 0,
      isHintOffered: false,
    }
  );
}

function taskRow(
  task: Task,
  index: number,
  state: TaskState,
  isSelected: boolean,
  width: number,
): Row {
  const { symbol, words, style } = taskLook(state);
  const title = span(`${index + 1} ${task.title}`, isSelected ? BOLD : {});
  const mark = span(isSelected ? '▸ ' : '  ', BOLD);
  return ends([mark, span(`${symbol} `, style), title], [span(words, style), span(' ')], width);
}

/** Passed, or not to be shown on this host: nothing is left to do. */
export function isSettled({ verdict }: TaskState): boolean {
  return verdict?.status === 'pass' || verdict?.status === 'unsupported';
}

/** Said on top as soon as nothing is left to do. */
function doneRows({ lesson, state, mode }: TasksView, width: number): Row[] {
  const tasks = lesson.tasks.map(({ id }) => stateOf(state, id));
  if (!tasks.every(isSettled)) return [];
  const isAll = tasks.every(({ verdict }) => verdict?.status === 'pass');
  const right = rightAnswers(lesson, state.answers);
  const words = isAll ? '✔ All tasks are done.' : '✔ All tasks that this host can show are done.';
  const next =
    right < lesson.questions.length ? 'a opens the questions at the end.' : 'f says what is next.';
  const offer = mode === 'learn' ? wrapText(next, width) : [];
  return [...wrapText(words, width, { tone: 'ok', bold: true }), ...offer, []];
}

/** A solved lesson opened again: it stays solved, and a fresh start is offered. */
function solvedRows({ lesson, state, solvedAt, mode }: TasksView, width: number): Row[] {
  if (solvedAt === undefined || mode === 'play') return [];
  if (lesson.tasks.every(({ id }) => isSettled(stateOf(state, id)))) return [];
  const words = `✔ You solved this lesson on ${solvedAt.slice(0, 10)}, and it stays solved. r gives it a fresh start.`;
  return [...wrapText(words, width, { tone: 'ok' }), []];
}

function detailRows(task: Task, view: TasksView, width: number): Row[] {
  const state = stateOf(view.state, task.id);
  const room = width - 1;
  const points = taskPoints(task, view);
  const head = [...wrap([span(task.title, BOLD), span(` (${points})`, MUTED)], room), []];
  const broke = state.broke
    ? [
        ...wrapText('This passed before and does not now: something undid it.', room, {
          tone: 'bad',
        }),
        [],
      ]
    : [];
  if (state.verdict === undefined)
    return [...head, ...wrapText(notVerified(view, task.id), room), []];
  const { checks } = state.verdict;
  const isOffered = view.mode === 'learn' && isShortened(checks);
  const words = view.detail === 'nearest' ? 'opens all checks' : 'opens the nearest check only';
  const offer = isOffered ? [[span(`Enter ${words}`, MUTED)], []] : [];
  return [...head, ...broke, ...checkRows(checks, view.detail, room), ...offer];
}

/** What it is worth; in an exam also what of it is earned. */
function taskPoints({ id, points }: Task, { lesson, state }: TasksView): string {
  const worth = `${points} ${points === 1 ? 'point' : 'points'}`;
  if (!isExam(lesson) || stateOf(state, id).verdict === undefined) return worth;
  const score = scoreNow(lesson, state).tasks.find(({ task }) => task === id);
  return score === undefined || score.max < points ? worth : `${score.earned} of ${worth}`;
}

function notVerified({ state, mode }: TasksView, id: string): string {
  if (stateOf(state, id).checking) return 'docklab is looking at your host…';
  if (mode === 'play') return 'Not verified yet.';
  if (state.lab.is === 'running') return 'Not verified yet: v verifies all tasks now.';
  return 'Not verified yet: that takes a lab that runs.';
}
