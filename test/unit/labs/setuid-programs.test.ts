import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readElf } from '../../../src/adapters/base-image/elf.ts';

const FOLDER = 'labs/setuid/office/programs';
const script = '../../../labs/setuid/make-programs.mjs';
const { programs } = (await import(script)) as { programs(): Record<string, Buffer> };

test('the programs of the lab are what their script writes', () => {
  const made = programs();
  expect(readdirSync(FOLDER).toSorted()).toEqual(Object.keys(made).toSorted());
  for (const [name, bytes] of Object.entries(made))
    expect([name, readFileSync(`${FOLDER}/${name}`).equals(bytes)]).toEqual([name, true]);
});

test.each([
  ['x86_64', 62],
  ['aarch64', 183],
])('those for %s are static programs for it', (name, machine) => {
  const made = programs();
  for (const program of ['asroot', 'grant'])
    expect(readElf(made[`${program}-${name}`] ?? Buffer.alloc(0))).toMatchObject({
      static: true,
      machine,
    });
});
