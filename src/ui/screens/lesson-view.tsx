import { Box } from 'ink';
import { Divider, Pane } from '../components/pane.tsx';
import { Rows } from '../components/rows.tsx';
import { Screen } from '../components/screen.tsx';
import type { LessonLayout, Size } from '../layout.ts';
import { LESSON_HEAD } from '../layout.ts';
import { sectionAt } from '../markdown/document.ts';
import type { Command, Document } from '../markdown/document.ts';
import { withMatches } from '../markdown/find.ts';
import type { Match } from '../markdown/find.ts';
import { moreWords } from '../state/scroll.ts';
import type { Scrollable } from '../state/scroll.ts';
import type { Row } from '../text/span.ts';
import { keyHints } from '../views/bars.ts';

export interface LessonViewProps {
  readonly size: Size;
  readonly layout: LessonLayout;
  readonly head: readonly Row[];
  readonly foot: readonly Row[];
  readonly focus: 'text' | 'side';
  readonly document: Document;
  readonly text: Scrollable;
  readonly marked: Command | undefined;
  readonly matches: readonly Match[];
  /** Which of the matches the reader is at. */
  readonly match: number | undefined;
  readonly side: {
    readonly title: string;
    readonly rows: readonly Row[];
    readonly scroll: Scrollable;
  };
}

/** The lesson as it is drawn; it decides nothing. */
export function LessonView(props: LessonViewProps) {
  const { size, head, foot, layout } = props;
  const { shape } = layout;
  const isText = shape !== 'single' || props.focus === 'text';
  const isSide = shape !== 'single' || props.focus === 'side';
  return (
    <Screen size={size}>
      <Rows rows={head} width={size.columns} height={LESSON_HEAD} />
      <Box flexDirection={shape === 'beside' ? 'row' : 'column'}>
        {isText && <TextPane {...props} />}
        {shape === 'beside' && <Divider height={layout.text.height + 1} />}
        {isSide && <SidePaneView {...props} />}
      </Box>
      <Rows rows={foot} width={size.columns} height={foot.length} />
    </Screen>
  );
}

/** Beside the number of the marked command. */
const COMMAND_KEYS = keyHints('text', ['put-command', 'copy-command']);

function TextPane(props: LessonViewProps) {
  const { layout, document, text, marked, matches, match, focus } = props;
  const { width, height } = layout.text;
  // While one searches, these keys do something else.
  const keys = match === undefined ? COMMAND_KEYS : [];
  const rows = document.rows.slice(text.top, text.top + height).map((place, index) => {
    const at = text.top + index;
    const isMarked = at === marked?.top && place.marked !== undefined;
    const row = isMarked ? [...place.marked, ...keys] : place.row;
    return match === undefined ? row : withMatches(row, at, matches, match);
  });
  return (
    <Pane
      title={sectionAt(document, text.top)?.title ?? 'Text'}
      more={moreWords(text)}
      isFocused={focus === 'text'}
      rows={rows}
      indent={1}
      width={width}
      height={height}
    />
  );
}

function SidePaneView({ layout, side, focus }: LessonViewProps) {
  const { width, height } = layout.side;
  return (
    <Pane
      title={side.title}
      more={moreWords(side.scroll)}
      isFocused={focus === 'side'}
      rows={side.rows}
      indent={1}
      width={width}
      height={height}
    />
  );
}
