/** Facts of a host on which everything is right, to be made wrong in one place. */
import { readFileSync } from 'node:fs';
import { BENCHMARK } from '../../../src/audit/benchmark.ts';
import {
  seen,
  type AuditFacts,
  type ContainerFacts,
  type DaemonFacts,
  type FileAnswer,
  type HostFacts,
  type ImageFacts,
} from '../../../src/audit/facts.ts';
import type { Outcome } from '../../../src/audit/rule.ts';
import type {
  RawContainer,
  RawImage,
  RawInfo,
  RawNetwork,
} from '../../../src/adapters/engine-survey/raw.ts';
import {
  toContainer,
  toEngine,
  toImage,
  toNetwork,
  toSwarm,
} from '../../../src/adapters/engine-survey/parse.ts';

/** What an engine 20.10 said of itself and of two containers: one with much that is wrong, one without. */
const RECORDED = JSON.parse(
  readFileSync(new URL('../../fixtures/audit/engine.json', import.meta.url), 'utf8'),
) as {
  info: RawInfo;
  containers: [RawContainer, RawContainer];
  image: RawImage;
  history: { CreatedBy: string }[];
  networks: RawNetwork[];
};

export const BAD: ContainerFacts = toContainer(RECORDED.containers[0]);
export const GOOD: ContainerFacts = toContainer(RECORDED.containers[1]);
export const IMAGE: ImageFacts = toImage(RECORDED.image, RECORDED.history);

export const file = (mode: number, uid = 0, gid = 0, path = '/a/file'): FileAnswer => ({
  is: 'file',
  file: { path, stat: { type: 'file', mode, uid, gid, size: 1, inode: 1, device: 1 } },
});

export const daemonOf = (
  argv: readonly string[],
  values: Record<string, unknown> = {},
  uid = 0,
): DaemonFacts => ({
  pid: 1,
  uid,
  argv,
  config: seen({
    is: 'parsed',
    path: '/etc/docker/daemon.json',
    values,
    text: JSON.stringify(values),
  }),
});

const HOST: HostFacts = {
  files: seen({}),
  certificates: seen([]),
  mountPoints: seen(['/', '/var/lib/docker']),
  group: seen({ gid: 103, members: [] }),
  audit: seen({ isOn: true, rules: [] }),
  daemon: seen(daemonOf(['dockerd'])),
  sshServers: seen([]),
  swarmListeners: seen([]),
};

type Change = Partial<Omit<AuditFacts, 'host' | 'engine' | 'swarm'>> & {
  host?: Partial<HostFacts>;
  engine?: Partial<AuditFacts['engine']>;
  swarm?: Partial<AuditFacts['swarm']>;
};

export const factsOf = ({ host, engine, swarm, ...rest }: Change = {}): AuditFacts => ({
  engine: { ...toEngine(RECORDED.info), ...engine },
  swarm: { ...toSwarm(RECORDED.info, undefined, 0), ...swarm },
  containers: [GOOD],
  images: [IMAGE],
  networks: RECORDED.networks.map(toNetwork),
  boundVolumes: {},
  contentTrust: '1',
  host: { ...HOST, ...host },
  ...rest,
});

const RULES = new Map(
  BENCHMARK.flatMap(({ rules }) => rules.map((rule) => [rule.slug, rule] as const)),
);

export function outcomeOf(slug: string, change: Change = {}): Outcome {
  const rule = RULES.get(slug);
  if (rule === undefined) throw new Error(`no rule ${slug}`);
  return rule.judge(factsOf(change));
}

export const verdictOf = (slug: string, change: Change = {}): Outcome['is'] =>
  outcomeOf(slug, change).is;

/** The verdict about a container that is right but for this. */
export const verdictWith = (slug: string, change: Partial<ContainerFacts>): Outcome['is'] =>
  verdictOf(slug, { containers: [{ ...GOOD, ...change }] });

/** The verdict about an engine that was started so. */
export const verdictStarted = (
  slug: string,
  flags: readonly string[],
  values: Record<string, unknown> = {},
): Outcome['is'] =>
  verdictOf(slug, { host: { daemon: seen(daemonOf(['dockerd', ...flags], values)) } });
