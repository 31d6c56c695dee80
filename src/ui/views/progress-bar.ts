import { span } from '../text/span.ts';
import type { Row } from '../text/span.ts';

const BAR = 20;

/** A bar of `cells` columns, for a share from 0 to 1. */
export function barSpans(share: number, cells: number = BAR): Row {
  const done = Math.round(Math.min(1, Math.max(0, share)) * cells);
  return [
    span('█'.repeat(done), { tone: 'accent' }),
    span('░'.repeat(cells - done), { tone: 'muted' }),
  ];
}
