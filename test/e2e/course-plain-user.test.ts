/**
 * The same proof as somebody who is not root: a plain user of the group that may talk to the engine, with no capability.
 * They cannot read what the kernel says of containers, so every fact comes through the probe.
 */
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveCourse, type CourseProof } from './support/course-proof.ts';

const MINUTES = 30;
const PLAIN = 12_345;
/** The package, and the sources of its verifiers. */
const PACKAGE = ['bin', 'dist', 'lessons', 'labs', 'verifiers', 'course.yaml', 'package.json'];
let dir: string;
let proof: CourseProof;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'docklab-plain-'));
  // Where the plain user may read it, whoever owns the folder of the tests.
  for (const name of PACKAGE) cpSync(name, join(dir, name), { recursive: true });
  const node = join(dir, 'node');
  cpSync(process.execPath, node, { dereference: true });
  const home = join(dir, 'home');
  mkdirSync(home);
  chmodSync(dir, 0o755);
  const env = { PATH: process.env['PATH'], HOME: home, DOCKLAB_HOME: home };
  const program = [node, join(dir, 'bin', 'docklab.cjs')];
  proof = await proveCourse([...asPlainUser(home), ...program], env, home);
}, MINUTES * 60_000);

afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Nothing where the tests run as a plain user themselves. */
function asPlainUser(home: string): string[] {
  if (process.getuid?.() !== 0) return [];
  chownSync(home, PLAIN, PLAIN);
  const group = String(statSync('/var/run/docker.sock').gid);
  const user = ['--reuid', String(PLAIN), '--regid', String(PLAIN), '--groups', group];
  return ['setpriv', ...user, '--inh-caps=-all', '--bounding-set=-all'];
}

test('everything that the course says is proven to a plain user as well', () => {
  const { report, code } = proof;
  expect(report.proofs.filter(({ result }) => result.is !== 'proven')).toEqual([]);
  expect(report.proofs.length).toBeGreaterThan(60);
  expect(report.status).toBe('proven');
  expect(code).toBe(0);
});
