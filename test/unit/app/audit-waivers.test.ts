import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localFiles } from '../../../src/adapters/files.ts';
import { readWaivers } from '../../../src/app/audit/read-waivers.ts';
import { temporary } from '../adapters/temporary.ts';

const read = async (text: string) => {
  const path = join(temporary(), 'waivers.yaml');
  writeFileSync(path, text);
  return readWaivers(localFiles(), path);
};

test('a waiver names a rule, a reason, a day, and an object where it is not for all', async () => {
  expect(await read('- rule: seccomp\n  reason: old\n  until: 2027-01-31\n')).toEqual([
    { rule: 'seccomp', subject: '*', reason: 'old', until: '2027-01-31' },
  ]);
  expect(
    await read('- { rule: no-icc, subject: web-*, reason: old, until: "2027-01-31" }'),
  ).toMatchObject([{ subject: 'web-*' }]);
  expect(await read('\n')).toEqual([]);
});

test.each([
  ['- rule: seccomp\n  until: 2027-01-31', ':1: [0].reason: missing'],
  ['- rule: secomp\n  reason: x\n  until: 2027-01-31', 'seccomp'],
  ['- rule: seccomp\n  reason: x\n  until: soon', ':3: [0].until: expected a day'],
  ['- rule: seccomp\n  reason: x\n  until: 2027-13-31', 'expected a day'],
  ['- rule: seccomp\n  reason: x\n  until: 2027-01-31\n  who: me', 'unknown key'],
  ['rule: seccomp', 'a list'],
  ['- [', ':'],
])('%j is a mistake that is told', async (text, said) => {
  await expect(read(text)).rejects.toMatchObject({
    code: 'usage',
    why: expect.stringContaining(said) as string,
  });
});

test('a file that is not there is a mistake', async () => {
  await expect(readWaivers(localFiles(), '/nonexistent/w.yaml')).rejects.toMatchObject({
    code: 'usage',
  });
});
