/** The checks of a task: of failed ones the nearest to done is opened, passed ones show their evidence. */
import type { CheckVerdict } from '../../verify/verdict.ts';
import { inReadingOrder } from '../../verify/nearest.ts';
import { BOLD, MUTED, fit, prefixed, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { labelled, wrapText } from '../text/wrap.ts';
import { CHECK_LOOKS } from './status.ts';

const LABEL = 10;

/** How much is shown: the nearest check with the others in short, or all of them. */
export type Detail = 'nearest' | 'whole';

/** All checks, the one to look at first on top. */
export function checkRows(checks: readonly CheckVerdict[], detail: Detail, width: number): Row[] {
  const told = new Set<string>();
  const isDone = checks.every(({ status }) => status === 'pass');
  return inReadingOrder(checks).flatMap((check, index) => {
    const isTold = check.status === 'fail' && told.has(check.observed);
    told.add(check.observed);
    if (isTold) return [...sameReason(check, detail, width), []];
    const isOpen = detail === 'whole' || index === 0 || isDone;
    return [...(isOpen ? opened(check, width) : inShort(check, width)), []];
  });
}

/** Whether `nearest` leaves anything out. */
export const isShortened = (checks: readonly CheckVerdict[]): boolean =>
  checks.length > 1 && checks.some(({ status }) => status !== 'pass');

function title(check: CheckVerdict, width: number): Row[] {
  const { symbol, words, style } = CHECK_LOOKS[check.status];
  const head = `${symbol} ${check.kind} check ${words}`;
  return wrapText(head, width, { ...style, bold: true });
}

const seenLabel = ({ status }: CheckVerdict): string =>
  status === 'unsupported' ? 'because' : status === 'pass' ? 'evidence' : 'observed';

function opened(check: CheckVerdict, width: number): Row[] {
  const line = (label: string, text: string): Row[] =>
    text === '' ? [] : labelled([span(label, MUTED)], LABEL, [span(text)], width - 2);
  const rows = [
    ...line('expected', check.expected),
    ...line(seenLabel(check), check.observed),
    ...(check.status === 'pass' ? [] : line('why', check.why)),
    ...seeRows(check.see, width - 2),
  ];
  return [...title(check, width), ...prefixed(rows, [span('  ')])];
}

/** What was seen, in one row. */
function inShort(check: CheckVerdict, width: number): Row[] {
  const label = span(`  ${seenLabel(check).padEnd(LABEL)}`, MUTED);
  return [...title(check, width), fit([label, span(check.observed)], width)];
}

/** One reason for several failures is said once: a container that is not there fails everything. */
function sameReason(check: CheckVerdict, detail: Detail, width: number): Row[] {
  const expected = labelled([span('expected', MUTED)], LABEL, [span(check.expected)], width - 2);
  const rows = [
    ...(detail === 'whole' ? expected : []),
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
