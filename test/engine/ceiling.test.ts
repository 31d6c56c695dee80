/** What is launched without any limit of its own is stopped by the ceiling above all labs, so it cannot hurt the host. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineInfo } from '../../src/host/engine.ts';
import { raiseCeiling, type Ceiling } from '../../src/lab/ceiling.ts';
import { BASE, engine, LABELS, LIMITS, SESSION } from './adapters/support.ts';

/** A ceiling of the test's own, as docklab's but low: labs that run meanwhile must not notice. */
const name = SESSION.replace(/\W/g, '');
let info: EngineInfo;
let ceiling: Ceiling;
let refused: string | undefined;

/** Runs a script below the ceiling, without a limit. */
const unlimited = (script: string) =>
  engine.run(
    {
      image: BASE,
      labels: LABELS,
      networkMode: 'none',
      command: ['sh', '-c', script],
      cgroupParent: ceiling.parent,
      memoryBytes: 0,
      pidsLimit: -1,
      cpus: 0,
    },
    LIMITS,
  );

/** Runs a script as root of the host's cgroups, where docklab itself writes its ceiling. */
const onCgroups = (script: string) =>
  engine.run(
    {
      image: BASE,
      labels: LABELS,
      networkMode: 'none',
      command: ['sh', '-c', script],
      mounts: [{ type: 'bind', source: '/sys/fs/cgroup', target: '/cgroup', readonly: false }],
      cgroupnsMode: 'host',
      capDrop: ['ALL'],
      capAdd: ['DAC_OVERRIDE'],
      securityOpt: ['no-new-privileges', 'apparmor=unconfined', 'label=disable'],
    },
    LIMITS,
  );

beforeAll(async () => {
  info = await engine.info();
  ceiling = {
    parent: info.cgroupDriver === 'systemd' ? `${name}.slice` : `/${name}`,
    memoryBytes: 64 * 1024 ** 2,
    pids: 40,
    cpuPercent: 10,
  };
  refused = await raiseCeiling(engine, info, ceiling);
});

afterAll(() =>
  onCgroups(`for dir in $(find /cgroup -depth -type d -name '${name}*'); do rmdir $dir; done`),
);

test('the kernel takes every limit of the ceiling', () => {
  expect(refused).toBeUndefined();
});

describe('a container without limits below the ceiling', () => {
  test('is killed when it takes more memory than all labs together may have', async () => {
    const hog = await unlimited(
      'dd if=/dev/zero of=/dev/null bs=128M count=1; echo "ended $?"; grep -hw oom_kill /sys/fs/cgroup/memory/memory.oom_control /sys/fs/cgroup/memory.events',
    );
    expect(hog).toMatchObject({ is: 'exited', stdout: expect.stringContaining('ended 137') });
    expect(hog).toMatchObject({ stdout: expect.stringContaining('oom_kill 1') });
  });

  test('is refused the process after the last that all labs together may have', async () => {
    const bomb = await unlimited('for n in $(seq 60); do sleep 5 & done; echo all started');
    expect(bomb).toMatchObject({ is: 'exited', stderr: expect.stringContaining("can't fork") });
    expect(bomb).not.toMatchObject({ stdout: expect.stringContaining('all started') });
  });

  test('stands still when the CPU time of all labs together is used up', async () => {
    const burner = await unlimited('timeout 1 sh -c "while :; do :; done"; echo burnt');
    expect(burner).toMatchObject({ stdout: 'burnt\n' });
    const file = info.cgroupVersion === 2 ? `${name}*/cpu.stat` : `cpu/${name}/cpu.stat`;
    const stat = await onCgroups(`cat /cgroup/${file}`);
    expect(stat).toMatchObject({ stdout: expect.stringMatching(/^nr_throttled [1-9]/m) });
  });
});
