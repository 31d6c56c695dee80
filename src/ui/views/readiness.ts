import type { Readiness } from '../../app/learner.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import { troubleRows } from './lab-line.ts';
import { READINESS_LOOKS } from './status.ts';

/** Why this host cannot show a lesson, or not all of it, and what to do; an empty row first. No rows when it can. */
export function readinessRows(readiness: Readiness, width: number): Row[] {
  if (readiness.is === 'ready' || readiness.is === 'unknown') return [];
  const { symbol, style } = READINESS_LOOKS[readiness.is];
  const words = readiness.is === 'partly' ? 'Only partly on this host' : 'Not on this host';
  return [
    [],
    ...wrapText(`${symbol} ${words}: ${readiness.why}`, width, style),
    ...troubleRows('', [readiness.next], width),
  ];
}
