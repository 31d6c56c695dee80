import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docker } from '../support/docker.ts';
import { Docklab } from './support/docklab.ts';

const LABEL = 'audit-test=1';
const NO_COURSE = { DOCKLAB_COURSE: '/nonexistent' };

let docklab: Docklab;

const create = (name: string, ...args: string[]) =>
  docker('create', '--label', LABEL, '--name', name, ...args, 'docklab/base:1', 'sleep', '60');

function removeAll(): void {
  const ids = docker('ps', '-aq', '--filter', `label=${LABEL}`);
  if (ids !== '') docker('rm', '-f', ...ids.split('\n'));
}

beforeAll(() => {
  docklab = new Docklab();
  removeAll();
  create('audit-test-open', '-v', '/etc:/host-etc:ro', '--security-opt', 'seccomp=unconfined');
  create('audit-test-running', '--pid', 'host', '-p', '127.0.0.1::80');
  docker('start', 'audit-test-running');
});
afterAll(async () => {
  removeAll();
  await docklab.close();
});

interface Report {
  counts: Record<string, number>;
  sections: { rules: { rule: string; verdict: string; findings?: { subject: string }[] }[] }[];
}

async function audit(...args: string[]) {
  const ran = await docklab.run(['audit', '--json', ...args], NO_COURSE);
  const report = JSON.parse(ran.stdout) as Report;
  const rules = new Map(
    report.sections.flatMap((section) => section.rules.map((rule) => [rule.rule, rule] as const)),
  );
  const names = (rule: string) => rules.get(rule)?.findings?.map(({ subject }) => subject) ?? [];
  return { status: ran.status, report, names, rules };
}

describe('docklab audit', () => {
  test('judges running and stopped containers, without a course', async () => {
    const { status, names, report } = await audit();
    expect(status).toBe(1);
    expect(names('no-sensitive-mounts')).toContain('audit-test-open');
    expect(names('seccomp')).toContain('audit-test-open');
    expect(names('own-pid-namespace')).toContain('audit-test-running');
    expect(names('only-needed-ports')).toContain('audit-test-running');
    expect(names('ports-on-one-address')).not.toContain('audit-test-running');
    expect(Object.values(report.counts).reduce((sum, count) => sum + count)).toBe(118);
  });

  test('starts nothing, and leaves everything as it was', async () => {
    const mine = () =>
      docker('ps', '-a', '--filter', `label=${LABEL}`, '--format', '{{.ID}} {{.State}}');
    const before = mine();
    await audit();
    expect(mine()).toBe(before);
  });

  test('the exit code says whether something is as bad as that', async () => {
    const only = ['--include', 'no-sensitive-mounts'];
    expect((await audit(...only)).status).toBe(1);
    expect((await audit(...only, '--fail-on', 'critical')).status).toBe(0);
    expect((await audit('--fail-on', 'never')).status).toBe(0);
    expect((await audit('--include', '5', '--exclude', '5.1')).rules.has('no-swarm-mode')).toBe(
      false,
    );
  });

  test('a word that names nothing is a mistake of usage', async () => {
    const ran = await docklab.run(['audit', '--include', 'nope'], NO_COURSE);
    expect(ran).toMatchObject({ status: 2, stdout: '' });
    expect(ran.stderr).toContain('No rule is named "nope"');
    expect((await docklab.run(['audit', '--fail-on', 'bad'], NO_COURSE)).status).toBe(2);
  });

  test('for people, it tells what is wrong, what it gives away and how to put it right', async () => {
    const { stdout } = await docklab.run(['audit', '--include', 'seccomp'], NO_COURSE);
    expect(stdout).toContain('5.22 System calls of containers are filtered [seccomp]');
    expect(stdout).toContain('audit-test-open has its filter of system calls off: unconfined');
    expect(stdout).toContain('gives an attacker:');
    expect(stdout).toContain('put right:');
  });

  test('waivers, JUnit, SARIF and the script’s own JSON', async () => {
    const file = join(docklab.home, 'waivers.yaml');
    const waiver = 'rule: seccomp\n  subject: "*"\n  reason: a test';
    writeFileSync(file, `- ${waiver}\n  until: 2999-01-01\n`);
    const only = ['audit', '--include', 'seccomp'];
    const waived = await docklab.run([...only, '--waivers', file, '--format', 'junit'], NO_COURSE);
    expect(waived).toMatchObject({ status: 0 });
    expect(waived.stdout).toContain('<skipped message="accepted: a test');
    writeFileSync(file, `- ${waiver}\n  until: 2020-01-01\n`);
    const over = await docklab.run([...only, '--waivers', file, '--format', 'sarif'], NO_COURSE);
    expect(over.status).toBe(1);
    expect(over.stderr).toContain('has expired');
    expect(JSON.parse(over.stdout)).toMatchObject({ version: '2.1.0' });
    const compat = await docklab.run(['audit', '--compat'], NO_COURSE);
    expect(JSON.parse(compat.stdout)).toMatchObject({ dockerbenchsecurity: '1.6.0', checks: 117 });
    expect((await docklab.run(['audit', '--format', 'pdf'], NO_COURSE)).status).toBe(2);
  });

  test('one container of many, and what changed since an earlier report', async () => {
    const running = ['--container', 'audit-test-running'];
    const { names, report } = await audit(...running);
    expect(names('own-pid-namespace')).toEqual(['audit-test-running']);
    expect(report.sections.map(({ rules }) => rules.length)).toEqual([1, 31]);
    const file = join(docklab.home, 'before.json');
    writeFileSync(file, JSON.stringify(report));
    expect((await audit(...running, '--diff', file)).status).toBe(0);
    expect((await audit('--container', 'audit-test-*', '--diff', file)).status).toBe(1);
    expect((await docklab.run(['audit', '--container', 'nope'], NO_COURSE)).status).toBe(2);
  });

  test('an engine that is not there is said to be missing', async () => {
    const env = { ...NO_COURSE, DOCKER_HOST: 'unix:///nonexistent/docker.sock' };
    expect((await docklab.run(['audit'], env)).status).toBe(3);
  });
});
