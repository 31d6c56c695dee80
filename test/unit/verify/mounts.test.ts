/** Mount lists as kernels print them, and the questions that verifiers ask of them. */
import { describe, expect, test } from 'vitest';
import { parseMountinfo, type ProcessStatus } from '../../../src/host/proc.ts';
import {
  isReadOnly,
  kindOf,
  lacksOf,
  mayWrite,
  mountOf,
  tmpfsBytes,
  writableMounts,
} from '../../../src/verify/mounts.ts';

/** A read-only container with a tmpfs, a volume, and what the engine mounts by itself. */
const MOUNTS = parseMountinfo(`
196 147 0:66 / / ro,relatime master:5 - overlay overlay rw,lowerdir=/l,upperdir=/u
197 196 0:69 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
198 196 0:70 / /dev rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755
199 198 0:71 / /dev/pts rw,nosuid,noexec,relatime - devpts devpts rw,gid=5
200 196 0:72 / /sys ro,nosuid,nodev,noexec,relatime - sysfs sysfs ro
201 200 0:73 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,mode=755
211 198 0:68 / /dev/mqueue rw,nosuid,nodev,noexec,relatime - mqueue mqueue rw
213 196 0:75 / /data rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,size=4096k,uid=10001
214 196 254:0 /var/lib/docker/volumes/v/_data /srv rw,relatime master:1 - ext4 /dev/vda rw
215 196 254:0 /var/lib/docker/containers/c/hosts /etc/hosts ro,relatime - ext4 /dev/vda rw
153 197 0:70 /null /proc/keys rw,nosuid - tmpfs tmpfs rw,size=65536k,mode=755
`);
const at = (target: string) => {
  const mount = MOUNTS.find((entry) => entry.target === target);
  if (mount === undefined) throw new Error(`no mount at ${target}`);
  return mount;
};

describe('the mount that a path is on', () => {
  test.for([
    ['/', '/'],
    ['/www/index.html', '/'],
    ['/data', '/data'],
    ['/data/notes', '/data'],
    ['/database', '/'],
    ['/dev/shm/x', '/dev'],
  ])('of %s is %s', ([path = '', target]) => {
    expect(mountOf(MOUNTS, path)?.target).toBe(target);
  });

  test('is the last of several at one place: it hides the others', () => {
    const over = { ...at('/data'), fsType: 'ext4' };
    expect(mountOf([...MOUNTS, over], '/data/notes')?.fsType).toBe('ext4');
  });

  test('is nothing in an empty list', () => {
    expect(mountOf([], '/')).toBeUndefined();
  });
});

test('a mount is read-only by its own flag or by that of its whole filesystem', () => {
  expect(isReadOnly(at('/'))).toBe(true);
  expect(isReadOnly({ ...at('/data'), superOptions: ['ro'] })).toBe(true);
  expect(isReadOnly(at('/data'))).toBe(false);
});

describe('writable mounts', () => {
  test('are those on which a file can be kept, without what the kernel keeps for itself', () => {
    expect(writableMounts(MOUNTS).map(({ target }) => target)).toEqual(['/dev', '/data', '/srv']);
  });

  test('do not include one that another hides', () => {
    const hidden = writableMounts([...MOUNTS, { ...at('/srv'), options: ['ro'] }]);
    expect(hidden.map(({ target }) => target)).toEqual(['/dev', '/data']);
  });
});

test('what a mount lacks is named in a fixed order', () => {
  expect(lacksOf(at('/dev'))).toEqual(['noexec', 'nodev']);
  expect(lacksOf(at('/data'))).toEqual([]);
  expect(lacksOf(at('/srv'))).toEqual(['noexec', 'nosuid', 'nodev']);
});

test.for([
  [['rw', 'size=4096k'], 4 * 1024 * 1024],
  [['rw', 'size=65536'], 65536],
  [['size=2m', 'uid=1'], 2 * 1024 * 1024],
  [['size=1g'], 1024 ** 3],
  [['rw', 'mode=755'], undefined],
  [['rw', 'size=half'], undefined],
] as const)('a tmpfs with %j may hold %s bytes', ([superOptions, bytes]) => {
  expect(tmpfsBytes({ ...at('/data'), superOptions })).toBe(bytes);
});

test('a mount is described for a person', () => {
  expect(MOUNTS.map(kindOf)).toContain('a volume (ext4)');
  expect(kindOf(at('/data'))).toBe('a tmpfs');
  expect(kindOf(at('/etc/hosts'))).toBe('a file or directory of the host (ext4)');
});

describe('whether a process may write', () => {
  const process = (uid: number, gid = 0, groups: number[] = [], effective = 0n) =>
    ({
      uid: { fs: uid },
      gid: { fs: gid },
      groups,
      caps: { effective },
    }) as unknown as ProcessStatus;
  const DEV = { mode: 0o755, uid: 0, gid: 0 };

  test.for<[string, ProcessStatus, { mode: number; uid: number; gid: number }, boolean]>([
    ['the owner, by the owner’s bit', process(0), DEV, true],
    ['the owner without that bit', process(0), { ...DEV, mode: 0o577 }, false],
    ['the group, by its bit', process(5), { ...DEV, mode: 0o775 }, true],
    [
      'the group without its bit, though others have theirs',
      process(5),
      { ...DEV, mode: 0o707 },
      false,
    ],
    ['a supplementary group', process(5, 9, [0]), { ...DEV, mode: 0o770 }, true],
    ['others, by their bit', process(5, 9), { ...DEV, mode: 0o777 }, true],
    ['others without it', process(5, 9), DEV, false],
    ['anybody with DAC_OVERRIDE', process(5, 9, [], 2n), { ...DEV, mode: 0 }, true],
  ])('%s', ([, status, file, allowed]) => {
    expect(mayWrite(status, file)).toBe(allowed);
  });
});
