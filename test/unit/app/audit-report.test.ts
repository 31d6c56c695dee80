import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localFiles } from '../../../src/adapters/files.ts';
import { readReport } from '../../../src/app/audit/read-report.ts';
import { wrongOf } from '../../../src/audit/diff.ts';
import { judge } from '../../../src/audit/report.ts';
import { auditJson } from '../../../src/cli/audit-json.ts';
import { BAD, factsOf } from '../audit/support.ts';
import { temporary } from '../adapters/temporary.ts';

const read = (text: string) => {
  const path = join(temporary(), 'report.json');
  writeFileSync(path, text);
  return readReport(localFiles(), path);
};

test('what was printed as JSON is read as it was', async () => {
  const facts = factsOf({ containers: [BAD] });
  const report = judge(facts, { include: [], exclude: [] });
  const wrong = await read(JSON.stringify(auditJson(facts, report, undefined)));
  expect(wrong).toEqual(wrongOf(report));
});

test('text of an earlier report never reaches a terminal as it is', async () => {
  const findings = [{ subject: 'a\u001b[2J', saw: 'x\ny' }];
  const rules = [{ rule: 'seccomp', verdict: 'warn', findings }];
  expect(await read(JSON.stringify({ sections: [{ rules }] }))).toEqual([
    { rule: 'seccomp', subject: 'a', saw: 'x y' },
  ]);
});

test.each(['', '{', '[]', '{"sections": 1}', '{"tests": []}'])('%j is no report', async (text) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'usage' });
});
