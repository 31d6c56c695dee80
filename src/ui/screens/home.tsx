import { Box, usePaste, useWindowSize } from 'ink';
import { Divider, Pane } from '../components/pane.tsx';
import { Rows } from '../components/rows.tsx';
import { Screen } from '../components/screen.tsx';
import { useUi } from '../context.ts';
import { sanitise } from '../../host/sanitise.ts';
import { homeLayout } from '../layout.ts';
import type { HomeUi, HomeUiEvent } from '../state/home-ui.ts';
import { selectedIndex } from '../state/home-ui.ts';
import { homeAct, homePlaces } from '../state/home-keys.ts';
import { usePulse } from '../state/pulse.ts';
import { clampTop, moreWords } from '../state/scroll.ts';
import { typedText } from '../state/typed-text.ts';
import { useKeys } from '../state/use-keys.ts';
import { footer } from '../views/bars.ts';
import { filtered, homeHead, lessonRow, noLessonRows } from '../views/home.ts';
import { homeDetail } from '../views/home-detail.ts';
import { noticeRows } from '../views/lesson-head.ts';

/** The lessons in order, with progress and what this host can show. */
export function HomeScreen(props: {
  readonly ui: HomeUi;
  readonly dispatch: (event: HomeUiEvent) => void;
  readonly isCovered: boolean;
  readonly open: (lesson: string) => void;
  readonly quit: () => void;
  readonly help: () => void;
}) {
  const { ui, dispatch, isCovered } = props;
  const { learner, pulse } = useUi();
  usePulse(pulse);
  const { columns, rows } = useWindowSize();
  const lessons = filtered(learner.lessons(), ui.filter);
  const head = homeHead(learner.course, learner.lessons(), learner.engine(), ui, columns, rows);
  const places = homePlaces(ui);
  const foot = [...noticeRows(ui.said, columns), footer(places, columns)];
  // A question gets the room that the list can do without.
  const listed = ui.ask === undefined ? lessons.length : 1;
  const layout = homeLayout({ columns, rows }, head.length + 1, foot.length, listed);
  const { list, detail, shape } = layout;
  const index = selectedIndex(
    lessons.map(({ lesson }) => lesson.id),
    ui.selected,
  );
  const middle = index - Math.floor(list.height / 2);
  const scroll = { count: lessons.length, height: list.height };
  const top = clampTop({ ...scroll, top: middle });
  const selected = lessons[index];
  const below = homeDetail(selected, ui.ask, learner.lessons(), detail.width, detail.height);
  const type = (text: string | undefined): void => {
    if (text !== undefined) dispatch({ is: 'typed', text });
  };
  useKeys({
    places,
    act: (action, key) =>
      homeAct(action, key, {
        ...props,
        learner,
        lessons,
        page: list.height,
        question: below.scroll,
      }),
    other: (key) => ui.isTyping && type(typedText(ui.filter, key)),
    isActive: !isCovered,
  });
  usePaste((text) => type(ui.filter + sanitise(text).replace(/\s+/g, ' ')), {
    isActive: ui.isTyping && !isCovered,
  });
  if (isCovered) return null;
  const shown = lessons
    .slice(top, top + list.height)
    .map((summary, offset) => lessonRow(summary, top + offset === index, list.width));
  return (
    <Screen size={{ columns, rows }}>
      <Rows rows={head} width={columns} height={head.length} />
      <Box flexDirection={shape === 'beside' ? 'row' : 'column'}>
        <Pane
          title="Lessons"
          more={moreWords({ ...scroll, top })}
          isFocused={ui.ask === undefined}
          rows={shown.length > 0 ? shown : noLessonRows(ui.filter, list.width)}
          width={list.width}
          height={list.height}
        />
        {shape === 'beside' && <Divider height={list.height + 1} />}
        <Pane
          title={below.title}
          more={below.more}
          isFocused={ui.ask !== undefined}
          rows={below.rows}
          width={detail.width}
          height={detail.height}
        />
      </Box>
      <Rows rows={foot} width={columns} height={foot.length} />
    </Screen>
  );
}
