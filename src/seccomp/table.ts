/** System calls by name and number, as each entry of the kernel counts them. */
import { AARCH64 } from './numbers-aarch64.ts';
import { ARM } from './numbers-arm.ts';
import { I386 } from './numbers-i386.ts';
import { X86_64 } from './numbers-x86-64.ts';

/**
 * An entry to the kernel: one machine may have several. `x32` is x86-64's numbers with another bit set; few kernels have it.
 */
export type Entry = 'x86_64' | 'x32' | 'i386' | 'aarch64' | 'arm';

/** `undefined`: docklab has no table of it. */
const TABLES: Readonly<Record<Entry, string | undefined>> = {
  x86_64: X86_64,
  x32: undefined,
  i386: I386,
  aarch64: AARCH64,
  arm: ARM,
};

const parsed = new Map<Entry, ReadonlyMap<string, number>>();

function tableOf(entry: Entry): ReadonlyMap<string, number> {
  const known = parsed.get(entry);
  if (known) return known;
  const words = (TABLES[entry] ?? '').trim().split(/\s+/);
  const table = new Map<string, number>();
  for (let at = 0; at + 1 < words.length; at += 2)
    table.set(words[at] ?? '', Number(words[at + 1]));
  parsed.set(entry, table);
  return table;
}

/** The number of a call at an entry; `undefined` where that entry has no such call. */
export const numberOf = (entry: Entry, name: string): number | undefined =>
  tableOf(entry).get(name);

/** Whether any entry has a call of this name. */
export const isCall = (name: string): boolean =>
  (['x86_64', 'i386', 'aarch64', 'arm'] as const).some(
    (entry) => numberOf(entry, name) !== undefined,
  );
