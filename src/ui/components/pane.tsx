import { Box } from 'ink';
import type { Row } from '../text/span.ts';
import { paneHead } from '../views/bars.ts';
import { Rows } from './rows.tsx';

/** A pane with its head. */
export function Pane(props: {
  readonly title: string;
  readonly more: string;
  readonly isFocused: boolean;
  readonly rows: readonly Row[];
  readonly width: number;
  readonly height: number;
  /** Blank columns before each row. */
  readonly indent?: number;
}) {
  const { title, more, isFocused, rows, width, height, indent = 0 } = props;
  return (
    <Box flexDirection="column" width={width} flexShrink={0}>
      <Rows rows={[paneHead(title, more, isFocused, width)]} width={width} height={1} />
      <Rows rows={rows} width={width} height={height} indent={indent} />
    </Box>
  );
}

/** The rule between two panes that stand side by side. */
export function Divider({ height }: { readonly height: number }) {
  const rows = Array.from({ length: height }, (_, index): Row => [
    { text: index === 0 ? '┬' : '│', style: { tone: 'muted' } },
  ]);
  return <Rows rows={rows} width={1} height={height} />;
}
