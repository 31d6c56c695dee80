import { INTERRUPT, KEYMAP, helpOrder } from '../keymap.ts';
import { printedKeys } from '../keys.ts';
import type { KeyPlace } from '../keys.ts';
import { BOLD, fill, span } from '../text/span.ts';
import type { Row } from '../text/span.ts';
import { labelled } from '../text/wrap.ts';
import { CHECK_LOOKS, READINESS_LOOKS } from './status.ts';

const LABEL = 22;
const GUTTER = 3;

/** All keys by place, from the key map, and what the symbols mean; in two columns where there is room. */
export function helpRows(from: 'home' | 'lesson', width: number): Row[] {
  const order = helpOrder(from);
  if (width < 130) return [...order.flatMap((place) => section(place, width)), ...legend(width)];
  const half = Math.floor((width - GUTTER) / 2);
  const sections = [...order.map((place) => section(place, half)), legend(half)];
  const total = sections.flat().length;
  const left: Row[] = [];
  while (sections.length > 0 && left.length < total / 2) left.push(...(sections.shift() ?? []));
  const right = sections.flat();
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, index) => [
    ...fill(left[index] ?? [], half + GUTTER),
    ...(right[index] ?? []),
  ]);
}

function section(place: KeyPlace, width: number): Row[] {
  const { title, bindings } = KEYMAP[place];
  return [
    heading(title),
    ...bindings.flatMap(({ keys, help }) => {
      const label = printedKeys(keys).join(' ');
      return labelled([span(`  ${label}`, BOLD)], LABEL, [span(help)], width - 1);
    }),
    [],
  ];
}

const heading = (title: string): Row => [
  span(title, { tone: 'heading', bold: true, underline: true }),
];

/** Symbols and words go together everywhere; here is what they mean. */
function legend(width: number): Row[] {
  const line = (symbol: string, words: string): Row[] =>
    labelled([span(`  ${symbol}`, BOLD)], LABEL, [span(words)], width - 1);
  return [
    heading('What the signs mean'),
    ...line(CHECK_LOOKS.pass.symbol, 'passed: docklab saw it on your host'),
    ...line(CHECK_LOOKS.fail.symbol, 'failed: the text below says what was seen instead'),
    ...line(CHECK_LOOKS.unsupported.symbol, 'this host cannot show it; never counted as passed'),
    ...line(CHECK_LOOKS.error.symbol, 'the check itself could not be made'),
    ...line(READINESS_LOOKS.unknown.symbol, 'docklab is working on it'),
    ...line('○', 'not verified yet'),
    ...line('── 1 ──', 'block 1 of commands'),
    ...line('━▶ 1 ━━', 'the marked block: the keys for blocks act on it'),
    ...line('↳', 'the line above goes on here'),
    ...line('┆', 'what the command above prints'),
    ...line('━▶', 'the pane that the arrow keys move'),
    ...line(printedKeys(INTERRUPT.keys).join(' '), INTERRUPT.help),
  ];
}
