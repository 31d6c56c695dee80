/** The checks of a task: failed ones opened, the one nearest to done first; passed ones with their evidence. */
import type { CheckKind } from '../../verify/contract.ts';
import type { CheckVerdict } from '../../verify/verdict.ts';
import { BOLD, MUTED, prefixed, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { labelled, wrapText } from '../text/wrap.ts';
import { CHECK_LOOKS } from './status.ts';

/**
 * What to look at first. A control that is missing explains an attack that succeeds, and a service that is down
 * explains both; so the cause comes before what follows from it.
 */
const KIND_ORDER: Readonly<Record<CheckKind, number>> = { control: 0, service: 1, attack: 2 };
const STATUS_ORDER = { fail: 0, error: 1, unsupported: 2, pass: 3 } as const;
const LABEL = 10;

/** Failed, broken, unsupported, passed; within each the causes first. */
function inReadingOrder(checks: readonly CheckVerdict[]): CheckVerdict[] {
  return [...checks].sort(
    (a, b) =>
      STATUS_ORDER[a.status] - STATUS_ORDER[b.status] || KIND_ORDER[a.kind] - KIND_ORDER[b.kind],
  );
}

export function checkRows(checks: readonly CheckVerdict[], width: number): Row[] {
  const told = new Set<string>();
  return inReadingOrder(checks).flatMap((check) => {
    const isTold = check.status === 'fail' && told.has(check.observed);
    told.add(check.observed);
    return [...(isTold ? sameReason(check, width) : opened(check, width)), []];
  });
}

function title(check: CheckVerdict, width: number): Row[] {
  const { symbol, words, style } = CHECK_LOOKS[check.status];
  const head = `${symbol} ${check.kind} check ${words}`;
  return wrapText(head, width, { ...style, bold: true });
}

function opened(check: CheckVerdict, width: number): Row[] {
  const line = (label: string, text: string): Row[] =>
    text === '' ? [] : labelled([span(label, MUTED)], LABEL, [span(text)], width - 2);
  const isPass = check.status === 'pass';
  const seen = check.status === 'unsupported' ? 'because' : isPass ? 'evidence' : 'observed';
  const rows = [
    ...line('expected', check.expected),
    ...line(seen, check.observed),
    ...(isPass ? [] : line('why', check.why)),
    ...seeRows(check.see, width - 2),
  ];
  return [...title(check, width), ...prefixed(rows, [span('  ')])];
}

/** One reason for several failures is said once: a container that is not there fails everything. */
function sameReason(check: CheckVerdict, width: number): Row[] {
  const rows = [
    ...labelled([span('expected', MUTED)], LABEL, [span(check.expected)], width - 2),
    ...wrapText('fails for the reason above', width - 2, MUTED),
  ];
  return [...title(check, width), ...prefixed(rows, [span('  ')])];
}

function seeRows(see: string, width: number): Row[] {
  if (see === '') return [];
  const [label, prompt] = [span('see it', MUTED), span('$ ', BOLD)];
  return see.split('\n').flatMap((command, index) => {
    const rows = labelled([], LABEL + 2, [span(command, { tone: 'code' })], width);
    return rows.map((row, line): Row => {
      if (line > 0) return row;
      const first = index === 0 ? label.text.padEnd(LABEL) : ' '.repeat(LABEL);
      return [span(first, MUTED), prompt, ...row.slice(1)];
    });
  });
}
