import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** A file in a room, what it holds, and the rule that must object; undefined when it is allowed. */
const CASES: readonly [file: string, text: string, rule: string | undefined][] = [
  ['src/ui/a.ts', "import '../adapters/a.ts';", 'no-restricted-imports'],
  ['src/ui/b.ts', "import 'dockerode';", 'no-restricted-imports'],
  ['src/ui/c.ts', "import 'node:fs';", 'no-restricted-imports'],
  ['src/ui/deep/d.ts', "import 'node:child_process';", 'no-restricted-imports'],
  ['src/ui/e.ts', "export const load = () => import('../lab/lab.ts');", 'no-restricted-imports'],
  ['src/ui/f.ts', "import 'ink';\nimport '../app/learner.ts';", undefined],
  ['src/host/a.ts', "import '../course/types.ts';", 'no-restricted-imports'],
  ['src/host/b.ts', "import 'node:fs/promises';", 'no-restricted-imports'],
  ['src/course/a.ts', "import '../adapters/a.ts';", 'no-restricted-imports'],
  ['src/course/b.ts', "import '../lab/spec.ts';", 'no-restricted-imports'],
  ['src/verify/a.ts', "import '../app/events.ts';", 'no-restricted-imports'],
  ['src/image/a.ts', "import '../lab/plan.ts';", 'no-restricted-imports'],
  ['src/audit/a.ts', "import '../app/a.ts';", 'no-restricted-imports'],
  ['src/audit/b.ts', "import 'node:fs';", 'no-restricted-imports'],
  ['src/app/a.ts', "import '../ui/a.ts';", 'no-restricted-imports'],
  ['src/app/b.ts', "import '../adapters/a.ts';", 'no-restricted-imports'],
  ['src/cli/a.ts', "import 'execa';", 'no-restricted-imports'],
  ['src/cli/b.ts', "import '../adapters/a.ts';", 'no-restricted-imports'],
  ['src/cli/c.ts', "import '../main.ts';", 'no-restricted-imports'],
  ['src/cli/e.ts', "import '../main/paths.ts';", 'no-restricted-imports'],
  ['src/cli/d.ts', "import '../app/a.ts';\nimport '../ui/f.ts';", undefined],
  ['src/adapters/a.ts', "import 'node:fs';\nimport 'dockerode';\nimport 'execa';", undefined],
  ['src/adapters/b.ts', "import 'ink';", 'no-restricted-imports'],
  ['verifiers/a.ts', "import '../src/host/engine.ts';", 'no-restricted-imports'],
  ['verifiers/b.ts', "import 'node:path';", 'no-restricted-imports'],
  ['verifiers/c.ts', "import { pass } from 'docklab/verify';\nexport default pass;", undefined],
  ['verifiers/d.ts', "import './d/e.ts';", undefined],
  ['verifiers/d/e.ts', "import './f.ts';", undefined],
  ['verifiers/d/g.ts', "import '../shared/h.ts';", undefined],
  ['verifiers/d/i.ts', "import '../b/c.ts';", 'no-restricted-imports'],
  ['verifiers/d/f.ts', "import '../../src/verify/index.ts';", 'no-restricted-imports'],
  ['src/app/c.ts', 'export const any: any = 1;', 'no-explicit-any'],
  [
    'src/app/d.ts',
    'const late = async (): Promise<void> => {};\nexport const go = () => {\n  late();\n};',
    'no-floating-promises',
  ],
];

let rulesByFile: ReadonlyMap<string, readonly string[]>;
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'docklab-lint-'));
  for (const path of ['oxlint.config.ts', 'tools/lint', 'tsconfig.json', 'package.json'])
    cpSync(path, join(project, path), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(project, 'node_modules'));
  for (const [file, text] of CASES) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), `${text}\n`);
  }
  rulesByFile = lint(project);
}, 60_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each(CASES)('%s: %j is judged by %s', (file, _text, rule) => {
  const found = rulesByFile.get(file) ?? [];
  expect(found).toEqual(rule === undefined ? [] : [rule]);
});

interface Report {
  diagnostics: { code: string; filename: string }[];
}

/** Rules that the project's own lint script finds broken, by file. */
function lint(cwd: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { code, filename } of report(cwd).diagnostics) {
    const rule = /\(([^)]+)\)/.exec(code)?.[1] ?? code;
    if (!RELEVANT.has(rule)) continue;
    found.set(filename, [...new Set([...(found.get(filename) ?? []), rule])]);
  }
  return found;
}

const RELEVANT = new Set(['no-restricted-imports', 'no-explicit-any', 'no-floating-promises']);

function report(cwd: string): Report {
  const args = ['--type-aware', '--deny-warnings', '--format', 'json'];
  try {
    execFileSync('node_modules/.bin/oxlint', args, { cwd, encoding: 'utf8' });
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout) as Report;
  }
  throw new Error('the linter found nothing at all');
}
