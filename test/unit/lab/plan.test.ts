import { describe, expect, test } from 'vitest';
import type { EngineInfo } from '../../../src/host/engine.ts';
import { ceilingFor, ceilingWrites } from '../../../src/lab/ceiling.ts';
import { parseLab } from '../../../src/lab/parse.ts';
import { fingerprint, planLab, type Outer } from '../../../src/lab/plan.ts';
import type { LabSpec } from '../../../src/lab/spec.ts';

const LAB = `
services:
  web:
    image: docklab/base:1
    command: [httpd, -f, -p, "8080", "\${secret:token}"]
    environment: { TOKEN: "\${secret:token}" }
    ports: ["8080"]
    depends_on: [store]
  store:
    image: docklab/base:1
    pid: host
networks: { default: { internal: false } }
x-docklab: { secrets: [token] }
`;

function lab(text = LAB): LabSpec {
  const result = parseLab(text, {
    id: 'hello',
    dir: '/course/labs/hello',
    file: 'labs/hello/lab.yaml',
  });
  if (result.is === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.lab;
}

const NAMES = { course: 'mini', lesson: 'hello', session: 's1' };
const plan = (outer?: Outer) => planLab(lab(), NAMES, { token: 'abc' }, outer);

describe('the plan of a lab', () => {
  test('starts what others depend on first', () => {
    expect(plan().containers.map(({ spec }) => spec.name)).toEqual(['hello-store', 'hello-web']);
  });

  test('labels everything with course, lesson and session', () => {
    const labels = {
      'io.docklab.course': 'mini',
      'io.docklab.lesson': 'hello',
      'io.docklab.session': 's1',
    };
    expect(plan().network.labels).toMatchObject(labels);
    for (const { spec } of plan().containers) expect(spec.labels).toMatchObject(labels);
  });

  test('publishes on the loopback address only', () => {
    const ports = plan().containers.flatMap(({ spec }) => spec.ports ?? []);
    expect(ports).toEqual([{ container: '8080/tcp', hostIp: '127.0.0.1', hostPort: 0 }]);
  });

  test('puts this launch’s secrets where the lab names them', () => {
    const web = plan().containers.find(({ service }) => service.name === 'web')?.spec;
    expect(web?.command?.at(-1)).toBe('abc');
    expect(web?.env).toEqual({ TOKEN: 'abc' });
  });

  test('limits every container, and puts it below the parent cgroup', () => {
    for (const { spec } of plan({ parent: '/docklab', holds: true }).containers) {
      expect(spec.cgroupParent).toBe('/docklab');
      expect(spec.memoryBytes).toBeGreaterThan(0);
      expect(spec.pidsLimit).toBeGreaterThan(0);
    }
  });

  test('leaves a container without limits of its own only below an outer ceiling that holds', () => {
    const free = LAB.replace('pid: host', 'mem_limit: 0\n    pids_limit: -1\n    cpus: 0');
    const store = (outer: Outer | undefined) =>
      planLab(lab(free), NAMES, {}, outer).containers.find(
        ({ service }) => service.name === 'store',
      )?.spec;
    expect(store({ parent: '/docklab', holds: true })).toMatchObject({
      memoryBytes: 0,
      pidsLimit: -1,
      cpus: 0,
    });
    for (const outer of [undefined, { parent: '/docklab', holds: false }])
      expect(store(outer)).toMatchObject({ memoryBytes: 256 * 1024 ** 2, pidsLimit: 256, cpus: 1 });
  });
});

test('a changed lab has another fingerprint, the same lab elsewhere has the same', () => {
  expect(fingerprint(lab())).toBe(fingerprint({ ...lab(), dir: '/elsewhere' }));
  expect(fingerprint(lab())).not.toBe(
    fingerprint(lab(LAB.replace('pid: host', 'pid: host\n    user: "1000"'))),
  );
});

describe('the outer ceiling', () => {
  const info = {
    rootless: false,
    cgroupDriver: 'systemd',
    cpus: 2,
    memoryBytes: 2 ** 30,
  } as EngineInfo;

  test('is half of a small host’s memory, named as its cgroup driver wants', () => {
    expect(ceilingFor(info)).toMatchObject({
      parent: 'docklab.slice',
      memoryBytes: 2 ** 29,
      cpuPercent: 150,
    });
    expect(ceilingFor({ ...info, cgroupDriver: 'cgroupfs' })?.parent).toBe('/docklab');
  });

  test('is not there for a rootless engine, which may place nothing', () => {
    expect(ceilingFor({ ...info, rootless: true })).toBeUndefined();
  });

  test('limits memory with swap, processes and CPU in either version of cgroups', () => {
    const ceiling = { parent: '/docklab', memoryBytes: 100, pids: 5, cpuPercent: 50 };
    const files = (version: 1 | 2) => ceilingWrites(ceiling, version).map(([file]) => file);
    expect(files(2)).toEqual([
      'docklab/memory.max',
      'docklab/memory.swap.max',
      'docklab/pids.max',
      'docklab/cpu.max',
    ]);
    expect(files(1)).toContain('memory/docklab/memory.memsw.limit_in_bytes');
  });
});
