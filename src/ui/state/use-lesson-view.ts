import { useMemo } from 'react';
import type { LessonState } from '../../app/learner.ts';
import type { Lesson } from '../../course/types.ts';
import { useUi } from '../context.ts';
import { lessonLayout } from '../layout.ts';
import type { LessonLayout, Size } from '../layout.ts';
import { rowOf } from '../markdown/document.ts';
import type { Document } from '../markdown/document.ts';
import { renderDocument } from '../markdown/render.ts';
import { nextLesson } from '../views/finish.ts';
import { paneWindow } from '../views/pane.ts';
import { sidePane } from '../views/side.ts';
import type { Row } from '../text/span.ts';
import { nearestTask } from './follow.ts';
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
}

/** Everything of a lesson laid out for the terminal's size. The text is laid out anew only when its width changes. */
export function useLessonView(
  lesson: Lesson,
  state: LessonState,
  ui: LessonUi,
  size: Size,
  foot: number,
): LaidOutLesson {
  const { learner } = useUi();
  const highlight = useHighlight();
  const layout = lessonLayout(size, foot);
  const { width, height } = layout.text;
  const document = useMemo(
    () => renderDocument(lesson.blocks, width - 2, highlight),
    [lesson.blocks, width, highlight],
  );
  const sections = useMemo(() => document.sections.map(({ top }) => top), [document]);
  const text = { top: rowOf(document, ui.place), count: document.rows.length, height, sections };
  const selected = ui.selection?.task ?? nearestTask(state.tasks) ?? lesson.tasks[0]?.id;
  const hints = selected === undefined ? [] : learner.hints(lesson.id, selected);
  const next = nextLesson(learner, lesson.id);
  const view = { lesson, state, selected, hints, next, highlight, side: ui.side };
  const { title, content } = sidePane(view, layout.side.width - 1, layout.side.height);
  const marked = Math.max(0, (content.mark ?? 0) - Math.floor(layout.side.height / 4));
  const offset = ui.scroll === 'mark' ? marked : ui.scroll;
  const window = paneWindow(content, layout.side.height, offset);
  const side = { title, rows: window.rows, scroll: window.scroll };
  return { layout, document, text: { ...text, top: clampTop(text) }, side, selected };
}
