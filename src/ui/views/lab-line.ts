import type { LabState } from '../../app/learner.ts';
import type { Focus } from '../layout.ts';
import { BOLD, MUTED, ends, fit, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import type { Mode } from './mode.ts';
import { barSpans } from './progress-bar.ts';
import { LAB_LOOKS } from './status.ts';

type Starting = Extract<LabState, { is: 'starting' }>;

/** From here on there is room for a long bar. */
const WIDE = 100;

/** The lab in one row: its state in words, and how far a long step is. */
export function labLine(lab: LabState, mode: Mode, width: number, focus: Focus): Row {
  const { symbol, words, style } = LAB_LOOKS[lab.is];
  const row = [
    span(' Lab '),
    span(`${symbol} ${words}`, { ...style, bold: true }),
    ...more(lab, mode, width, focus),
  ];
  const isStopped = lab.is === 'starting' && mode === 'learn';
  return isStopped
    ? ends(fit(row, width - 10), [span('x', BOLD), span(' stops ')], width)
    : fit(row, width);
}

const TO_SHELL = '  F6 goes to your shell in it';
const TO_TEXT = '  F6 goes back from your shell in it';

function more(lab: LabState, mode: Mode, width: number, focus: Focus): Row {
  switch (lab.is) {
    case 'absent':
      return mode === 'learn' ? [span('  l starts it')] : [];
    case 'starting':
      return [...farOf(lab, width), span(`  ${lab.step}`)];
    case 'running':
      return mode === 'learn' ? [span(focus === 'shell' ? TO_TEXT : TO_SHELL)] : [];
    case 'stopping':
      return [];
    case 'failed':
      return [span(`: ${lab.message}`)];
  }
}

/** The step of a launch in whole, with what it printed last, for the pane of the tasks. */
export function labSteps(lab: Starting, width: number): Row[] {
  const far = lab.amount === undefined ? '' : ` (${lab.amount})`;
  const printed = lab.line === undefined ? [] : [fit([span(`┆ ${lab.line}`, MUTED)], width)];
  return [...wrapText(`… ${lab.step}${far}`, width, { tone: 'accent' }), ...printed, []];
}

/** A bar, and in words how far it is. */
function farOf({ fraction, amount }: Starting, width: number): Row {
  const words = amount === undefined ? [] : [span(`  ${amount}`)];
  if (fraction === undefined) return words;
  const part = Math.min(1, Math.max(0, fraction));
  const percent = `${Math.floor(part * 100)} %`.padStart(5);
  const bar = barSpans(part, width < WIDE ? 10 : 20);
  return [span('  '), ...bar, ...(amount === undefined ? [span(percent)] : words)];
}

/** Why the lab failed and what to do, for the pane of the tasks. */
export function labTrouble(
  lab: Extract<LabState, { is: 'failed' }>,
  mode: Mode,
  width: number,
): Row[] {
  const offer: Row[] = mode === 'learn' ? [[], [span('l', BOLD), span(' starts it again')]] : [];
  return [
    ...wrapText(`✘ The lab failed: ${lab.message}`, width, { tone: 'bad', bold: true }),
    ...troubleRows(lab.why, lab.next, width),
    ...offer,
    [],
  ];
}

/** A cause and the ways out of it. */
export function troubleRows(why: string, next: readonly string[], width: number): Row[] {
  return [
    ...(why === '' ? [] : wrapText(why, width)),
    ...next.flatMap((step) =>
      wrapText(step, width - 2).map((row, index) => [
        span(index === 0 ? '→ ' : '  ', BOLD),
        ...row,
      ]),
    ),
  ];
}
