import { span } from '../text/span.ts';
import type { Row } from '../text/span.ts';

const BAR = 20;

/** A bar of fixed length, for a share from 0 to 1. */
export function barSpans(share: number): Row {
  const done = Math.round(Math.min(1, Math.max(0, share)) * BAR);
  return [
    span('█'.repeat(done), { tone: 'accent' }),
    span('░'.repeat(BAR - done), { tone: 'muted' }),
  ];
}
