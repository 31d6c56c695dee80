/**
 * What the evaluator says of a call under a profile, and what the kernel does with that call in a container of that profile.
 * The calls are made by their numbers, so that no library stands between; their arguments can do no harm.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filterOf, type Surroundings } from '../../../src/seccomp/filter.ts';
import { judge } from '../../../src/seccomp/judge.ts';
import { readProfile } from '../../../src/seccomp/profile.ts';
import { numberOf, type Entry } from '../../../src/seccomp/table.ts';
import { BASE, engine, LABELS, SESSION } from '../adapters/support.ts';
import { CALLS, PROFILES, type TriedCall } from './tried.ts';

const MACHINE = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const CAPABILITIES =
  'CHOWN DAC_OVERRIDE FSETID FOWNER MKNOD NET_RAW SETGID SETUID SETFCAP SETPCAP NET_BIND_SERVICE SYS_CHROOT KILL AUDIT_WRITE';
const [version = 0, major = 0] = release().split('.').map(Number);
const ADDED_LATE = 'fchmodat2';
const EVERYTHING = 469;

let dir: string;
let image: string;
let around: Surroundings;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'docklab-seccomp-'));
  const tar = pack();
  const unpack = 'RUN base64 -d /knock.b64 >/bin/knock && chmod 755 /bin/knock';
  tar.entry({ name: 'Dockerfile' }, `FROM ${BASE}\nCOPY knock.b64 /\n${unpack}\n`);
  tar.entry({ name: 'knock.b64' }, readFileSync(`labs/seccomp/knock/knock.${MACHINE}.b64`));
  tar.finalize();
  const tag = `docklab-test/${SESSION}-knock:1`;
  image = await engine.buildImage(
    { context: Readable.from(tar), dockerfile: 'Dockerfile', tag, labels: LABELS },
    () => undefined,
  );
  const [engineMajor = 0, engineMinor = 0] = (await engine.info()).version.split('.').map(Number);
  around = {
    machine: MACHINE,
    kernel: [version, major],
    engine: [engineMajor, engineMinor],
    capabilities: new Set(CAPABILITIES.split(' ').map((name) => `CAP_${name}`)),
    newestKnown: knowsLateNames() ? EVERYTHING : (numberOf(MACHINE, ADDED_LATE) ?? 0) - 1,
  };
});
afterAll(() => rmSync(dir, { recursive: true }));

const isHere = ({ entry, call }: TriedCall) =>
  (entry === MACHINE || (entry === 'i386' && MACHINE === 'x86_64')) &&
  (typeof call === 'number' || numberOf(entry, call) !== undefined);

const knocks = CALLS.filter(isHere);

/** What each call came to in a container of the profile: the kernel's result, or `killed`. */
function triedUnder(profile: string): string[] {
  const file = join(dir, 'profile.json');
  writeFileSync(file, profile);
  const width = (entry: Entry) => (entry === 'i386' ? '32' : '64');
  const lines = knocks.map(({ entry, call, args }) => {
    const number = typeof call === 'number' ? call : numberOf(entry, call);
    return `knock ${width(entry)} ${number} ${args.join(' ')} 2>/dev/null || echo killed`;
  });
  const option = ['--security-opt', `seccomp=${file}`];
  const argv = ['run', '--rm', '--network', 'none', ...option, image, 'sh', '-c', lines.join('\n')];
  return execFileSync('docker', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
    .trim()
    .split('\n');
}

/** Whether the library of this engine has a name for a call that distributions add to old versions, or not. */
function knowsLateNames(): boolean {
  const profile = {
    defaultAction: 'SCMP_ACT_ALLOW',
    syscalls: [{ names: [ADDED_LATE], action: 'SCMP_ACT_ERRNO' }],
  };
  const really = triedUnder(JSON.stringify(profile));
  return really[knocks.findIndex(({ call }) => call === ADDED_LATE)] === '-1';
}

/** What the kernel must answer for the evaluator to be right; a call that is let through may answer anything but EPERM. */
function expectedOf(profile: string, { entry, call, args }: TriedCall): string {
  const read = readProfile(profile);
  if (read.is !== 'profile') throw new Error(`no profile: ${JSON.stringify(read)}`);
  const values = args.map((arg) => (/^\d+$/.test(arg) ? BigInt(arg) : undefined));
  const found = judge(filterOf(read.profile, around), { entry, call, args: values });
  if (found.is !== 'decided') return found.is;
  if (found.action === 'errno') return String(-(found.errno ?? 0));
  if (found.action === 'trace') return '-38';
  return ['allow', 'log'].includes(found.action) ? 'let through' : 'killed';
}

describe.each(Object.entries(PROFILES))('under the profile %s', (_, value) => {
  test('the kernel does what the evaluator says', () => {
    const profile = typeof value === 'string' ? value : JSON.stringify(value);
    const really = triedUnder(profile);
    expect(really.length).toBe(knocks.length);
    const told = knocks.map((knock, at) => {
      const expected = expectedOf(profile, knock);
      const answer = really[at] ?? '';
      const isAnswer =
        answer !== 'killed' && answer !== '-1' && !(knock.exists && answer === '-38');
      const seen = expected === 'let through' && isAnswer ? 'let through' : answer;
      return { call: `${knock.entry} ${knock.call} ${knock.args.join(' ')}`, expected, seen };
    });
    expect(told.filter(({ expected, seen }) => expected !== seen)).toEqual([]);
  });
});

test('the calls that are tried go through where nothing is filtered', () => {
  const really = triedUnder(
    JSON.stringify({
      defaultAction: 'SCMP_ACT_ALLOW',
      architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'],
    }),
  );
  expect(really.filter((answer) => answer === 'killed' || answer === '-1')).toEqual([]);
});
