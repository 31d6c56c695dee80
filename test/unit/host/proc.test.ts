import { describe, expect, test } from 'vitest';
import {
  parseCgroup,
  parseMountinfo,
  parseNamespaceLink,
  parseNulList,
  parseStatus,
} from '../../../src/host/proc.ts';

/** Of `sleep 300` in a container with the engine's defaults; lines that nobody reads are left out. */
const STATUS = `Name:	sleep
Umask:	0022
State:	S (sleeping)
Tgid:	29516
Pid:	29516
PPid:	29493
Uid:	1000	1000	1000	1000
Gid:	1000	1001	1002	1003
FDSize:	64
Groups:	1000 27 
NStgid:	29516	1
NSpid:	29516	1
CapInh:	0000000000000000
CapPrm:	00000000a80425fb
CapEff:	00000000a80425fb
CapBnd:	00000000a80425fb
CapAmb:	0000000000000000
NoNewPrivs:	1
Seccomp:	2
Seccomp_filters:	1
`;

describe('/proc/PID/status', () => {
  test('says who the process is and what it may do', () => {
    expect(parseStatus(STATUS)).toEqual({
      name: 'sleep',
      pid: 29516,
      parent: 29493,
      uid: { real: 1000, effective: 1000, saved: 1000, fs: 1000 },
      gid: { real: 1000, effective: 1001, saved: 1002, fs: 1003 },
      groups: [1000, 27],
      noNewPrivs: true,
      seccomp: 2,
      caps: {
        inheritable: 0n,
        permitted: 0xa80425fbn,
        effective: 0xa80425fbn,
        bounding: 0xa80425fbn,
        ambient: 0n,
      },
    });
  });

  test('keeps masks of more than 32 bits exact', () => {
    const all = STATUS.replace('CapBnd:	00000000a80425fb', 'CapBnd:	000001ffffffffff');
    expect(parseStatus(all)?.caps.bounding).toBe(0x1ffffffffffn);
  });

  test('reads a kernel without ambient set, no_new_privs and seccomp', () => {
    const old = STATUS.replace(/^(CapAmb|NoNewPrivs|Seccomp|Seccomp_filters):.*\n/gm, '');
    expect(parseStatus(old)).toMatchObject({
      noNewPrivs: false,
      seccomp: 0,
      caps: { ambient: 0n },
    });
  });

  test.each([
    ['no text', ''],
    ['an error message', 'cat: read error: No such process'],
    ['a text cut before the capabilities', STATUS.slice(0, STATUS.indexOf('CapPrm'))],
    ['a text cut in the middle of them', STATUS.slice(0, STATUS.indexOf('CapBnd') + 8)],
  ])('is nothing, and never "no capabilities", for %s', (_, text) => {
    expect(parseStatus(text)).toBeUndefined();
  });
});

/** Of a container with a read-only root, a bind mount with a space in its name and a tmpfs. */
const MOUNTINFO = `1163 1048 0:58 / / ro,relatime master:380 - overlay overlay rw,lowerdir=/l/A:/l/B,upperdir=/d,workdir=/w
1164 1163 0:61 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw
1165 1163 0:62 / /tmp rw,nosuid,nodev,noexec,relatime - tmpfs tmpfs rw,size=1024k
1166 1163 254:0 /srv/my\\040data /data\\134x ro,relatime - ext4 /dev/vda rw,discard
1167 1163 254:0 /var/lib/docker/containers/x/hosts /etc/hosts rw,relatime shared:1 master:2 - ext4 /dev/vda rw
`;

describe('/proc/PID/mountinfo', () => {
  test('tells the mount options from those of the file system', () => {
    const [root] = parseMountinfo(MOUNTINFO);
    expect(root).toMatchObject({ root: '/', target: '/', fsType: 'overlay', source: 'overlay' });
    expect(root?.options).toEqual(['ro', 'relatime']);
    expect(root?.superOptions[0]).toBe('rw');
  });

  test('reads paths that the kernel escaped', () => {
    expect(parseMountinfo(MOUNTINFO)[3]).toMatchObject({
      root: '/srv/my data',
      target: '/data\\x',
      source: '/dev/vda',
      options: ['ro', 'relatime'],
    });
  });

  test('reads any number of optional fields, none to two', () => {
    expect(parseMountinfo(MOUNTINFO).map((mount) => mount.target)).toEqual([
      '/',
      '/proc',
      '/tmp',
      '/data\\x',
      '/etc/hosts',
    ]);
  });

  test('leaves out what is no mount', () => {
    expect(parseMountinfo('')).toEqual([]);
    expect(parseMountinfo('nonsense\n1 2 3\n - \n')).toEqual([]);
  });
});

describe('/proc/PID/cgroup', () => {
  test('v1: a line a hierarchy, some with two controllers', () => {
    const map = parseCgroup(
      '9:memory:/docker/abc\n4:cpu,cpuacct:/docker/abc\n1:name=systemd:/docker/abc\n',
    );
    expect(map.get('memory')).toBe('/docker/abc');
    expect(map.get('cpu')).toBe('/docker/abc');
    expect(map.get('cpuacct')).toBe('/docker/abc');
    expect(map.get('name=systemd')).toBe('/docker/abc');
  });

  test('v2: one line with no controller', () => {
    const map = parseCgroup('0::/system.slice/docker-abc.scope\n');
    expect(map).toEqual(new Map([['', '/system.slice/docker-abc.scope']]));
  });

  test('a path with a colon stays whole', () => {
    expect(parseCgroup('0::/a:b\n').get('')).toBe('/a:b');
  });
});

describe('small texts', () => {
  test('environ: NUL between the parts and at the end', () => {
    expect(parseNulList('PATH=/bin\0TOKEN=a=b\0')).toEqual(['PATH=/bin', 'TOKEN=a=b']);
    expect(parseNulList('')).toEqual([]);
  });

  test('namespace links', () => {
    expect(parseNamespaceLink('net:[4026531840]')).toBe('4026531840');
    expect(parseNamespaceLink('pid_for_children:[1]')).toBe('1');
    expect(parseNamespaceLink('/etc/passwd')).toBeUndefined();
    expect(parseNamespaceLink('net:[x]')).toBeUndefined();
  });
});
