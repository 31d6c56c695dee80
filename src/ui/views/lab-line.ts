import type { LabState } from '../../app/learner.ts';
import { BOLD, fit, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { wrapText } from '../text/wrap.ts';
import type { Mode } from './mode.ts';
import { barSpans } from './progress-bar.ts';
import { LAB_LOOKS } from './status.ts';

/** The lab in one row: its state in words, and how far a long step is. */
export function labLine(lab: LabState, mode: Mode, width: number): Row {
  const { symbol, words, style } = LAB_LOOKS[lab.is];
  return fit(
    [span(' Lab '), span(`${symbol} ${words}`, { ...style, bold: true }), ...more(lab, mode)],
    width,
  );
}

function more(lab: LabState, mode: Mode): Row {
  switch (lab.is) {
    case 'absent':
      return [];
    case 'starting':
      return [...progressBar(lab.fraction), span(`  ${lab.step}`)];
    case 'running':
      return mode === 'learn' ? [span('  F6 goes to your shell in it')] : [];
    case 'stopping':
      return [];
    case 'failed':
      return [span(`: ${lab.message}`)];
  }
}

function progressBar(fraction: number | undefined): Row {
  if (fraction === undefined) return [];
  const part = Math.min(1, Math.max(0, fraction));
  const percent = `${Math.floor(part * 100)} %`.padStart(5);
  return [span('  '), ...barSpans(part), span(percent)];
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
