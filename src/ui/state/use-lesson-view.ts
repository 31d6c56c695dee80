import { useMemo } from 'react';
import type { LessonState } from '../../app/learner.ts';
import type { Block } from '../../course/block.ts';
import type { Lesson } from '../../course/types.ts';
import { useUi } from '../context.ts';
import { lessonLayout } from '../layout.ts';
import type { LessonLayout, Size } from '../layout.ts';
import { rowOf } from '../markdown/document.ts';
import type { Command, Document } from '../markdown/document.ts';
import { matchesIn } from '../markdown/find.ts';
import type { Match } from '../markdown/find.ts';
import type { Highlight } from '../markdown/highlight.ts';
import { renderDocument } from '../markdown/render.ts';
import { nextLesson } from '../views/finish.ts';
import type { Mode } from '../views/mode.ts';
import { paneWindow } from '../views/pane.ts';
import { sidePane } from '../views/side.ts';
import type { Row } from '../text/span.ts';
import { nearestTask } from './follow.ts';
import { markedCommand } from './commands.ts';
import type { LessonUi } from './lesson-ui.ts';
import { clampTop } from './scroll.ts';
import type { Scrollable } from './scroll.ts';
import { useHighlight } from './use-highlight.ts';

export interface LaidOutLesson {
  readonly layout: LessonLayout;
  readonly document: Document;
  readonly text: Scrollable;
  readonly side: {
    readonly title: string;
    readonly rows: readonly Row[];
    readonly scroll: Scrollable;
  };
  readonly selected: string | undefined;
  /** The command that the keys of the text act on, while the text has the keys. */
  readonly marked: Command | undefined;
  /** Where the text has what is looked for. */
  readonly matches: readonly Match[];
}

/** Everything of a lesson laid out for the terminal's size. */
export function useLessonView(
  lesson: Lesson,
  state: LessonState,
  ui: LessonUi,
  size: Size,
  foot: number,
  pane: 'shell' | 'no-shell',
  mode: Mode,
): LaidOutLesson {
  const { learner } = useUi();
  const highlight = useHighlight();
  const layout = lessonLayout(size, foot, pane, ui.focus);
  const { width, height } = layout.text;
  const document = useDocument(lesson.blocks, width - 2, highlight);
  const sections = useMemo(() => document.sections.map(({ top }) => top), [document]);
  const place = { top: rowOf(document, ui.place), count: document.rows.length, height, sections };
  const text = { ...place, top: clampTop(place) };
  const hasKeys = mode === 'learn' && ui.focus === 'text';
  const marked = hasKeys ? markedCommand(document, text, ui.chosen) : undefined;
  const words = ui.find?.words ?? '';
  const matches = useMemo(() => matchesIn(document, words), [document, words]);
  const selected = ui.selection?.task ?? nearestTask(state.tasks) ?? lesson.tasks[0]?.id;
  const hints = selected === undefined ? [] : learner.hints(lesson.id, selected);
  const next = nextLesson(learner, lesson.id);
  const summary = learner.lessons().find((one) => one.lesson.id === lesson.id);
  const readiness = summary?.readiness ?? ({ is: 'unknown' } as const);
  const { solvedAt, solutionAt, minutes = 0 } = summary ?? {};
  const view = {
    lesson,
    state,
    readiness,
    solvedAt,
    solutionAt,
    minutes,
    mode,
    selected,
    hints,
    next,
    highlight,
    detail: ui.detail,
    document,
    top: text.top,
    side: ui.side,
  };
  const { title, content } = sidePane(view, layout.side.width - 1, layout.side.height);
  const markTop = Math.max(0, (content.mark ?? 0) - Math.floor(layout.side.height / 4));
  const offset = ui.scroll === 'mark' ? markTop : ui.scroll;
  const window = paneWindow(content, layout.side.height, offset);
  const side = { title, rows: window.rows, scroll: window.scroll };
  return { layout, document, text, side, selected, marked, matches };
}

/** The text is laid out anew only when its width or its colours change. */
function useDocument(blocks: readonly Block[], width: number, highlight: Highlight): Document {
  return useMemo(() => renderDocument(blocks, width, highlight), [blocks, width, highlight]);
}
