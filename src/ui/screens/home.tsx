import { Box, usePaste, useWindowSize } from 'ink';
import { Divider, Pane } from '../components/pane.tsx';
import { Rows } from '../components/rows.tsx';
import { Screen } from '../components/screen.tsx';
import { useUi } from '../context.ts';
import { sanitise } from '../../host/sanitise.ts';
import { homeLayout } from '../layout.ts';
import type { HomeUi, HomeUiEvent } from '../state/home-ui.ts';
import { selectedIndex } from '../state/home-ui.ts';
import { homeAct } from '../state/home-keys.ts';
import { characters } from '../text/span.ts';
import { usePulse } from '../state/pulse.ts';
import { clampTop, moreWords } from '../state/scroll.ts';
import { useKeys } from '../state/use-keys.ts';
import { footer } from '../views/bars.ts';
import { filtered, homeHead, lessonDetail, lessonRow, noLessonRows } from '../views/home.ts';

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
  const layout = homeLayout({ columns, rows }, head.length + 1, 1, lessons.length);
  const { list, detail, shape } = layout;
  const index = selectedIndex(
    lessons.map(({ lesson }) => lesson.id),
    ui.selected,
  );
  const middle = index - Math.floor(list.height / 2);
  const scroll = { count: lessons.length, height: list.height };
  const top = clampTop({ ...scroll, top: middle });
  const selected = lessons[index];
  const places = ui.isTyping ? (['filter'] as const) : (['home'] as const);
  useKeys({
    places,
    act: (action) => homeAct(action, { ...props, lessons, page: list.height }),
    other: (key) => ui.isTyping && typeLetter(key, dispatch),
    isActive: !isCovered,
  });
  usePaste((text) => dispatch({ is: 'type', text: sanitise(text).replace(/\s+/g, ' ') }), {
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
          isFocused
          rows={shown.length > 0 ? shown : noLessonRows(ui.filter, list.width)}
          width={list.width}
          height={list.height}
        />
        {shape === 'beside' && <Divider height={list.height + 1} />}
        <Pane
          title={selected?.lesson.title ?? 'No lesson'}
          more=""
          isFocused={false}
          rows={selected === undefined ? [] : lessonDetail(selected, detail.width, detail.height)}
          width={detail.width}
          height={detail.height}
        />
      </Box>
      <Rows rows={[footer(places, columns)]} width={columns} height={1} />
    </Screen>
  );
}

/** What is typed goes into the filter. */
function typeLetter(key: string, dispatch: (event: HomeUiEvent) => void): void {
  if (key === 'backspace') dispatch({ is: 'erase' });
  else if (key === 'space') dispatch({ is: 'type', text: ' ' });
  else if (characters(key).length === 1) dispatch({ is: 'type', text: key });
}
