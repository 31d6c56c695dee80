/** Colour in plain output. `NO_COLOR`, `FORCE_COLOR` and whether it is a terminal are looked at by Node. */
import { styleText } from 'node:util';

export type Style = 'green' | 'red' | 'yellow' | 'bold' | 'dim';

/** A painter for one stream. */
export const painter =
  (stream: NodeJS.WritableStream) =>
  (style: Style, text: string): string =>
    styleText(style, text, { stream });

export type Paint = ReturnType<typeof painter>;
