/** The answer of a benchmark as a short table. */
import type { Aim, Measure } from './bench.ts';
import { median, percentile } from './stats.ts';

const HEAD = ['', 'median', 'p99', 'runs', 'ratio', 'aim'];

export function formatTable(measures: readonly Measure[]): string {
  const rows = [HEAD, ...measures.map((measure) => cells(measure, measures))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

function cells(measure: Measure, all: readonly Measure[]): string[] {
  const { name, unit, samples, aim } = measure;
  const ratio = ratioOf(measure, all, 0.5);
  return [
    name,
    `${figure(median(samples))} ${unit}`,
    `${figure(percentile(samples, 0.99))} ${unit}`,
    String(samples.length),
    ratio === undefined ? '' : figure(ratio),
    aim === undefined ? '' : aimWords(aim, valueOf(aim, measure, all), unit),
  ];
}

/** Median to the peer's median, or another share of both. */
function ratioOf(
  { samples, against }: Measure,
  all: readonly Measure[],
  share: number,
): number | undefined {
  const peer = all.find(({ name }) => name === against);
  return peer === undefined
    ? undefined
    : percentile(samples, share) / percentile(peer.samples, share);
}

function valueOf({ of }: Aim, measure: Measure, all: readonly Measure[]): number {
  const { samples } = measure;
  switch (of) {
    case 'median':
      return median(samples);
    case 'p99':
      return percentile(samples, 0.99);
    case 'ratio':
      return ratioOf(measure, all, 0.5) ?? Number.NaN;
    case 'p99 ratio':
      return ratioOf(measure, all, 0.99) ?? Number.NaN;
  }
}

function aimWords({ of, most }: Aim, value: number, unit: string): string {
  const bound = of.endsWith('ratio') ? String(most) : `${most} ${unit}`;
  return `${of} at most ${bound}: ${value <= most ? 'reached' : 'missed'}`;
}

/** Three digits that count. */
function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
