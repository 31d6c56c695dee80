/** What an audit costs beside docker-bench-security, on an engine with many containers, and beside a bare Node. */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  toContainer,
  toEngine,
  toImage,
  toNetwork,
  toSwarm,
} from '../src/adapters/engine-survey/parse.ts';
import type {
  RawContainer,
  RawImage,
  RawInfo,
  RawNetwork,
} from '../src/adapters/engine-survey/raw.ts';
import { unseen, type AuditFacts } from '../src/audit/facts.ts';
import { judge } from '../src/audit/report.ts';
import type { Bench, Measure } from './support/bench.ts';
import { PROGRAM, withHome, type Env } from './support/docklab.ts';

const LABEL = 'audit-bench=1';
/** As many as the aims speak of; fewer only prove that it runs. */
const CONTAINERS = Number(process.env['BENCH_CONTAINERS'] ?? 50);
const FEW = Math.ceil(CONTAINERS / 5);
const SCRIPT = process.env['DOCKER_BENCH_DIR'];

const docker = (...args: string[]) => execFileSync('docker', args, { encoding: 'utf8' }).trim();

const audit: Bench = {
  question: `How much does an audit of ${CONTAINERS} running containers cost?`,
  runs: 10,
  measure: (runs) =>
    withHome(async (home, env) => {
      removeContainers();
      try {
        startContainers(0, FEW);
        const few = await many(runs, () => timed(docklab, home, env));
        startContainers(FEW, CONTAINERS);
        const node = await many(runs, () => timed([process.execPath, '-e', '0'], home, env));
        const own = await many(runs, () => timed(docklab, home, env));
        const memory = await many(runs, () => mostMemory(home, env));
        const script = SCRIPT === undefined ? [] : [await timed(scriptIn(home, SCRIPT), home, env)];
        return [
          ...measures({ node, few, own, script }),
          { name: 'memory of docklab at its most', unit: 'MB', samples: memory, aim: most(120) },
          {
            name: '1,000 recorded containers judged',
            unit: 'ms',
            samples: judged(runs),
            aim: most(100),
          },
        ];
      } finally {
        removeContainers();
      }
    }),
};

export default audit;

const most = (limit: number) => ({ of: 'median', most: limit }) as const;

interface Cost {
  wall: number;
  cpu: number;
}

interface Costs {
  node: readonly Cost[];
  few: readonly Cost[];
  own: readonly Cost[];
  script: readonly Cost[];
}

function measures({ node, few, own, script }: Costs): Measure[] {
  const walls = (costs: readonly Cost[]) => costs.map(({ wall }) => wall);
  const cpus = (costs: readonly Cost[]) => costs.map(({ cpu }) => cpu);
  const beyond = own.map(({ wall }, run) => wall - (node[run]?.wall ?? 0));
  const further = own.map(
    ({ wall }, run) => (wall - (few[run]?.wall ?? 0)) / Math.max(1, CONTAINERS - FEW),
  );
  const ratio = { of: 'ratio', most: 1 / 200 } as const;
  const peers: Measure[] = [
    { name: 'the script', unit: 'ms', samples: walls(script) },
    { name: 'the script, processor time', unit: 'ms', samples: cpus(script) },
  ];
  const against = (name: string) => (script.length === 0 ? {} : { against: name, aim: ratio });
  return [
    ...(script.length === 0 ? [] : peers),
    { name: 'node -e 0', unit: 'ms', samples: walls(node) },
    { name: 'docklab audit', unit: 'ms', samples: walls(own), ...against('the script') },
    {
      name: 'docklab audit, processor time',
      unit: 'ms',
      samples: cpus(own),
      ...against('the script, processor time'),
    },
    { name: 'beyond node', unit: 'ms', samples: beyond, aim: most(300) },
    { name: 'each further container', unit: 'ms', samples: further, aim: most(3) },
  ];
}

async function many<T>(runs: number, work: () => Promise<T>): Promise<T[]> {
  const samples: T[] = [];
  for (let run = 0; run < runs; run += 1) samples.push(await work());
  return samples;
}

const WHAT = ['--network', 'none', 'docklab/base:1', 'sleep', '3600'];

function startContainers(from: number, to: number): void {
  for (let index = from; index < to; index += 1)
    docker('run', '--detach', '--label', LABEL, '--name', `audit-bench-${index}`, ...WHAT);
}

function removeContainers(): void {
  const ids = docker('ps', '--all', '--quiet', '--filter', `label=${LABEL}`);
  if (ids !== '') docker('rm', '--force', ...ids.split('\n'));
}

const docklab = [process.execPath, PROGRAM, 'audit', '--fail-on', 'never'];

/** Its log goes beside it: a copy keeps the checkout as it is. */
function scriptIn(home: string, source: string): string[] {
  const copy = join(home, 'script');
  mkdirSync(copy);
  cpSync(source, copy, { recursive: true });
  return ['sh', '-c', `cd '${copy}' && exec bash ./docker-bench-security.sh -b`];
}

/** Wall and processor time of a program with all that it starts, as bash counts them. */
async function timed(argv: readonly string[], cwd: string, env: Env): Promise<Cost> {
  const line = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1';
  const { stderr } = await promisify(execFile)('bash', ['-c', line, 'bash', ...argv], {
    cwd,
    env: { ...env },
  });
  const [wall = 0, user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  return { wall: wall * 1000, cpu: (user + system) * 1000 };
}

const TELL_MEMORY =
  'data:text/javascript,process.on("exit",()=>process.stderr.write(`most ${process.resourceUsage().maxRSS}`))';

async function mostMemory(cwd: string, env: Env): Promise<number> {
  const [node = '', ...args] = docklab;
  const { stderr } = await promisify(execFile)(node, ['--import', TELL_MEMORY, ...args], {
    cwd,
    env: { ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  return Number(/most (\d+)/.exec(stderr)?.[1]) / 1024;
}

/** Facts as an engine told them, a thousand times, judged by every rule. */
function judged(runs: number): number[] {
  const facts = manyFacts(1_000);
  return Array.from({ length: runs }, () => {
    const since = performance.now();
    judge(facts, { include: [], exclude: [] });
    return performance.now() - since;
  });
}

function manyFacts(count: number): AuditFacts {
  const file = join(import.meta.dirname, '../test/fixtures/audit/engine.json');
  const { info, containers, image, history, networks } = JSON.parse(readFileSync(file, 'utf8')) as {
    info: RawInfo;
    containers: [RawContainer];
    image: RawImage;
    history: [];
    networks: RawNetwork[];
  };
  const one = toContainer(containers[0]);
  const none = unseen('not asked');
  return {
    engine: toEngine(info),
    swarm: toSwarm(info, undefined, 0),
    containers: Array.from({ length: count }, (_, index) => ({
      ...one,
      id: `${index}`,
      name: `c${index}`,
    })),
    images: [toImage(image, history)],
    networks: networks.map(toNetwork),
    boundVolumes: {},
    contentTrust: '',
    host: {
      files: none,
      certificates: none,
      mountPoints: none,
      group: none,
      audit: none,
      daemon: none,
      sshServers: none,
      swarmListeners: none,
    },
  };
}
