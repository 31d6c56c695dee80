import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Size } from '../layout.ts';

/** All of the terminal. Out of Ink's own flow: Ink lays it out and has nothing to draw. */
export function Screen({ size, children }: { readonly size: Size; readonly children: ReactNode }) {
  return (
    <Box position="absolute" flexDirection="column" width={size.columns} height={size.rows}>
      {children}
    </Box>
  );
}
