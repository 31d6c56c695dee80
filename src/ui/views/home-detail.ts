/** Below or beside the list of lessons: what is to know of the selected one, or what docklab asks. */
import type { LessonSummary } from '../../app/learner.ts';
import type { HomeAsk } from '../state/home-ui.ts';
import { moreWords } from '../state/scroll.ts';
import type { Scrollable } from '../state/scroll.ts';
import { prefixed, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { clearQuestion } from './asking.ts';
import { lessonDetail } from './home.ts';
import { paneWindow } from './pane.ts';

export interface HomeDetail {
  readonly title: string;
  readonly more: string;
  readonly rows: readonly Row[];
  readonly scroll: Scrollable;
}

export function homeDetail(
  selected: LessonSummary | undefined,
  ask: HomeAsk | undefined,
  all: readonly LessonSummary[],
  width: number,
  height: number,
): HomeDetail {
  if (ask === undefined) {
    const rows = selected === undefined ? [] : lessonDetail(selected, all, width, height);
    const scroll = { top: 0, count: rows.length, height };
    return { title: selected?.lesson.title ?? 'No lesson', more: '', rows, scroll };
  }
  const asked = all.find(({ lesson }) => lesson.id === ask.ids[0])?.lesson;
  const content = clearQuestion(ask.scope === 'one' ? asked : undefined, ask.plan, width - 1);
  const { rows, scroll } = paneWindow(content, height, ask.top);
  const title = ask.scope === 'one' ? 'Reset' : 'Reset all';
  return { title, more: moreWords(scroll), rows: prefixed(rows, [span(' ')]), scroll };
}
