import { Box, measureElement } from 'ink';
import type { DOMElement } from 'ink';
import { createContext, useContext, useLayoutEffect, useRef } from 'react';
import type { Painted } from '../canvas.ts';
import { useUi } from '../context.ts';
import { fit, rowWidth } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { paint } from '../theme/paint.ts';
import { themeOf } from '../theme/theme.ts';
import type { Theme } from '../theme/theme.ts';

export const ThemeContext = createContext<Theme>(themeOf('none', { depth: 16, hasLinks: false }));

/** Exactly `height` rows of `width` columns: what is longer is cut, what is missing is blank. */
export function Rows(props: {
  readonly rows: readonly Row[];
  readonly width: number;
  readonly height: number;
  /** Blank columns before each row. */
  readonly indent?: number;
}) {
  const theme = useContext(ThemeContext);
  const { canvas } = useUi();
  const { rows, width, height, indent = 0 } = props;
  const box = useRef<DOMElement>(null);
  useLayoutEffect(() => {
    if (box.current === null) return;
    const painted = rows.slice(0, height).map((row) => paintedRow(row, width, indent, theme));
    canvas.place(box, measureElement(box.current), painted);
  });
  useLayoutEffect(() => () => canvas.remove(box), [canvas]);
  return <Box ref={box} width={width} height={height} flexShrink={0} />;
}

interface Kept extends Painted {
  readonly theme: Theme;
  readonly room: number;
  readonly indent: number;
}

/** Rows of a text are the same from frame to frame; most are painted once. */
const kept = new WeakMap<Row, Kept>();

function paintedRow(row: Row, width: number, indent: number, theme: Theme): Painted {
  const known = kept.get(row);
  if (known?.room === width && known.theme === theme && known.indent === indent) return known;
  const fitted = fit(row, width - indent);
  const text = ' '.repeat(indent) + paint(fitted, theme);
  const painted = { text, width: indent + rowWidth(fitted), theme, room: width, indent };
  kept.set(row, painted);
  return painted;
}
