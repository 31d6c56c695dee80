/** Whom docklab may disturb, and that it puts everything back, whatever happened meanwhile. */
import { describe, expect, test } from 'vitest';
import type { ContainerInfo, ContainerSpec, Engine } from '../../../src/host/engine.ts';
import { LABEL } from '../../../src/lab/names.ts';
import { Disturber } from '../../../src/verify/disturbing.ts';
import type { ContainerProcess, Target } from 'docklab/verify';

type Info = Pick<ContainerInfo, 'state' | 'startedAt' | 'restart'>;

const RUN = new Date(1000);
const INFO = {
  id: 'web-id',
  name: 'web',
  state: 'running',
  startedAt: RUN,
  restart: { policy: 'no', most: 0, count: 0 },
  autoRemove: false,
} as unknown as ContainerInfo;
const VICTIMS = [{ pid: 42, argv: ['httpd', '-f'] }] as unknown as ContainerProcess[];

interface Scene {
  info?: Partial<ContainerInfo>;
  origin?: Target['origin'];
  /** What has become of the container when the fault is over; undefined when it is gone. */
  after?: Partial<Info> | 'gone';
  /** Command lines in it then. */
  running?: readonly string[];
  hit?: string;
}

/** The engine's part, and what was asked of it, in order. */
function stage({ info = {}, origin = 'learner', after = {}, running = [], hit = ' 42' }: Scene) {
  const told: string[] = [];
  const specs: ContainerSpec[] = [];
  const engine = {
    createContainer: async (spec: ContainerSpec) => {
      specs.push(spec);
      return 'helper';
    },
    startAttached: async () => ({
      lines: async function* () {
        yield `hit ${hit}`;
      },
      close: () => told.push('let go'),
    }),
    container: async (id: string) =>
      id === 'helper' || after === 'gone' ? undefined : { ...INFO, ...info, ...after },
    removeContainer: async (id: string) => void told.push(`remove ${id}`),
    stopContainer: async (id: string) => void told.push(`stop ${id}`),
    startContainer: async (id: string) => void told.push(`start ${id}`),
  } as unknown as Engine;
  const disturber = new Disturber(engine, { [LABEL.session]: 'mine' }, async () => running);
  const target = { info: { ...INFO, ...info }, origin } as unknown as Target;
  return { disturber, target, told, specs };
}

const END = ['let go', 'remove helper'];

describe('nothing is done to', () => {
  test.for<[string, Scene, 'crash' | 'hang']>([
    ['a container of the lab', { origin: 'lab' }, 'hang'],
    ['one that a crash would remove', { info: { autoRemove: true } }, 'crash'],
  ])('%s', async ([, scene, fault]) => {
    const { disturber, target, specs } = stage(scene);
    const look = async () => 'seen';
    await expect(disturber.during(target, fault, VICTIMS, look)).rejects.toThrow('may not disturb');
    expect(specs).toEqual([]);
  });
});

describe('the helper', () => {
  test('names whom it disturbs, hits no one else, and has one right', async () => {
    const { disturber, target, specs } = stage({});
    await disturber.during(target, 'hang', VICTIMS, async () => undefined);
    const [spec] = specs;
    expect(spec?.labels).toMatchObject({ [LABEL.disturbs]: 'web-id', [LABEL.session]: 'mine' });
    expect(spec?.entrypoint?.slice(-2)).toEqual(['web-id', 'STOP']);
    expect(spec).toMatchObject({ command: ['42'], capDrop: ['ALL'], capAdd: ['KILL'] });
  });

  test('goes when the look is over', async () => {
    const { disturber, target, told } = stage({});
    expect(await disturber.during(target, 'hang', VICTIMS, async () => 7)).toBe(7);
    expect(told).toEqual(END);
  });

  test('goes when the look is cancelled, and the container is put right all the same', async () => {
    const { disturber, target, told } = stage({ after: { state: 'exited' } });
    const look = () => Promise.reject(new Error('cancelled'));
    await expect(disturber.during(target, 'crash', VICTIMS, look)).rejects.toThrow('cancelled');
    expect(told).toEqual(['start web-id', ...END]);
  });

  test('that hit nobody is an error, and no look is taken', async () => {
    const { disturber, target, told } = stage({ hit: '', running: ['httpd -f'] });
    const look = async () => void told.push('looked');
    await expect(disturber.during(target, 'crash', VICTIMS, look)).rejects.toThrow('ended before');
    expect(told).toEqual(END);
  });
});

describe('after a crash', () => {
  const undone = async (scene: Scene): Promise<string[]> => {
    const { disturber, target, told } = stage(scene);
    await disturber.during(target, 'crash', VICTIMS, async () => undefined);
    return told.filter((one) => !END.includes(one));
  };

  test('what ended is started again', async () => {
    expect(await undone({ after: { state: 'exited' } })).toEqual(['start web-id']);
  });

  test('what the engine started again is left alone', async () => {
    expect(await undone({ after: { startedAt: new Date(2000) } })).toEqual([]);
    expect(await undone({ after: { state: 'restarting' } })).toEqual([]);
  });

  test('what started its own app again is left alone', async () => {
    expect(await undone({ running: ['sh', 'httpd -f'] })).toEqual([]);
  });

  test('what is half dead is stopped and started', async () => {
    expect(await undone({ running: ['sh'] })).toEqual(['stop web-id', 'start web-id']);
  });

  test('a policy that counts its restarts gets back the one that docklab used up', async () => {
    const restart = { policy: 'on-failure', most: 1, count: 1 };
    const scene = { after: { startedAt: new Date(2000), restart } };
    expect(await undone(scene)).toEqual(['stop web-id', 'start web-id']);
  });

  test('what the learner removed meanwhile stays so', async () => {
    expect(await undone({ after: 'gone' })).toEqual([]);
  });
});
