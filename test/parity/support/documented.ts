/** The numbers that docs/audit-deviations.md speaks of: `2.3`, `5.8, 5.9`, `3.9 to 3.14`, and `all` of a section. */
import { readFileSync } from 'node:fs';
import { BENCHMARK } from '../../../src/audit/benchmark.ts';

const NUMBERS = BENCHMARK.flatMap(({ rules }) => rules.flatMap(({ cis }) => cis['1.6.0'] ?? []));

export function documentedNumbers(): Set<string> {
  const text = readFileSync(new URL('../../../docs/audit-deviations.md', import.meta.url), 'utf8');
  const found = new Set<string>();
  let section = '';
  for (const line of text.split('\n')) {
    section = /^## Section (\d)/.exec(line)?.[1] ?? section;
    const [, first = ''] = /^\| ([^|]+) \|/.exec(line) ?? [];
    for (const number of numbersOf(first, section)) found.add(number);
  }
  return found;
}

function numbersOf(cell: string, section: string): string[] {
  if (/^all( modes)?$/.test(cell)) return NUMBERS.filter((one) => one.startsWith(`${section}.`));
  return cell.split(', ').flatMap((part) => {
    const [from = '', to] = part.split(' to ');
    const start = NUMBERS.indexOf(from);
    if (start === -1) return [];
    return NUMBERS.slice(start, (to === undefined ? start : NUMBERS.indexOf(to)) + 1);
  });
}
