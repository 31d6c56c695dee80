import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Divider, Pane } from '../components/pane.tsx';
import { Rows } from '../components/rows.tsx';
import { Screen } from '../components/screen.tsx';
import type { Focus, LessonLayout, Size } from '../layout.ts';
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
  readonly focus: Focus;
  /** Between the panes and the foot; no rows where there is nothing to say. */
  readonly strip: readonly Row[];
  readonly children?: ReactNode;
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

/** The lesson as it is drawn; it decides nothing. The child is the shell's pane, where there is one. */
export function LessonView(props: LessonViewProps) {
  const { size, head, foot, strip, layout, children } = props;
  const { shape } = layout;
  return (
    <Screen size={size}>
      <Rows rows={head} width={size.columns} height={LESSON_HEAD} />
      {shape === 'shell' ? children : <Panes {...props} />}
      <Rows rows={strip} width={size.columns} height={strip.length} />
      <Rows rows={foot} width={size.columns} height={foot.length} />
    </Screen>
  );
}

function Panes(props: LessonViewProps) {
  const { layout, focus, children } = props;
  const inTurns = focus === 'side' ? <SidePaneView {...props} /> : <TextPane {...props} />;
  const divider = <Divider height={layout.text.height + 1} />;
  switch (layout.shape) {
    case 'desk':
      return (
        <>
          <Box>
            <TextPane {...props} />
            {divider}
            {children}
          </Box>
          <SidePaneView {...props} />
        </>
      );
    case 'beside':
      return (
        <Box>
          <TextPane {...props} />
          {divider}
          <SidePaneView {...props} />
        </Box>
      );
    case 'above':
      return (
        <>
          <TextPane {...props} />
          <SidePaneView {...props} />
        </>
      );
    case 'stack':
      return (
        <>
          {inTurns}
          {children}
        </>
      );
    case 'single':
    case 'shell':
      return inTurns;
  }
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
