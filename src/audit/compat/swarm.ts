/** Sections 6 and 7 as docker-bench-security judges them. */
import { counted, listed, scored, type CompatCheck, type CompatVerdict } from './check.ts';
import type { CompatFacts } from './facts.ts';

const images: CompatCheck = ({ images: all, containers }) => {
  const ids = new Set(all.map(({ id }) => id));
  const active = containers.filter(({ imageId }) => ids.has(imageId)).length;
  return counted('INFO', `${active} active/${ids.size} in use`);
};

const containers: CompatCheck = ({ containers: all }) => {
  const running = all.filter(({ isRunning }) => isRunning).length;
  return counted('INFO', `${all.length} total/${running} running`);
};

export const OPERATION_CHECKS: readonly (readonly [string, CompatCheck])[] = [
  ['6.1', images],
  ['6.2', containers],
];

/** A swarm that is off passes. */
const inSwarm =
  (kind: typeof scored, judge: (facts: CompatFacts) => CompatVerdict): CompatCheck =>
  (facts) =>
    facts.swarm.state === 'active' ? judge(facts) : kind('PASS');

const EVERYWHERE = /^0+$/;

const isOpenEverywhere = ({ host }: CompatFacts): boolean =>
  host.swarmListeners.is === 'seen' &&
  host.swarmListeners.value.some((address) => EVERYWHERE.test(address));

const overlays: CompatCheck = ({ networks }) => {
  const found = networks
    .filter(({ driver, options }) => driver === 'overlay' && !Object.hasOwn(options, 'encrypted'))
    .map(({ name, scope }) => `${name} (${scope})`);
  return found.length === 0
    ? scored('PASS')
    : listed(scored, 'WARN', 'Unencrypted overlay networks:', found);
};

const SHORT_DAYS = 2;

export const SWARM_CHECKS: readonly (readonly [string, CompatCheck])[] = [
  // Of all managers one leads, so this passes wherever a manager is asked.
  ['7.1', inSwarm(scored, ({ swarm }) => scored(swarm.isManager ? 'PASS' : 'WARN'))],
  ['7.2', inSwarm(scored, (facts) => scored(isOpenEverywhere(facts) ? 'WARN' : 'PASS'))],
  ['7.3', overlays],
  ['7.4', inSwarm(counted, ({ swarm }) => counted(swarm.secrets > 0 ? 'PASS' : 'INFO'))],
  ['7.5', inSwarm(scored, ({ swarm }) => scored(swarm.autoLock ? 'PASS' : 'WARN'))],
  ['7.6', inSwarm(counted, () => counted('NOTE'))],
  [
    '7.7',
    inSwarm(counted, ({ swarm }) => counted(swarm.certDays === SHORT_DAYS ? 'PASS' : 'INFO')),
  ],
  ['7.8', inSwarm(counted, () => counted('INFO'))],
  ['7.9', inSwarm(counted, () => counted('INFO'))],
];
