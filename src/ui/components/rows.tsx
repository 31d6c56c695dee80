import { Box, Text } from 'ink';
import { createContext, memo, useContext } from 'react';
import { fit } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { paint } from '../theme/paint.ts';
import { themeOf } from '../theme/theme.ts';
import type { Theme } from '../theme/theme.ts';

export const ThemeContext = createContext<Theme>(themeOf('none'));

const Line = memo(function Line({ text }: { readonly text: string }) {
  return <Text wrap="truncate-end">{text === '' ? ' ' : text}</Text>;
});

/** Exactly `height` rows of `width` columns: what is longer is cut, what is missing is blank. */
export function Rows(props: {
  readonly rows: readonly Row[];
  readonly width: number;
  readonly height: number;
}) {
  const theme = useContext(ThemeContext);
  const { rows, width, height } = props;
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0}>
      {Array.from({ length: height }, (_, index) => (
        <Line key={index} text={paint(fit(rows[index] ?? [], width), theme)} />
      ))}
    </Box>
  );
}
