/** What the kernel says of the walls. */
import {
  fail,
  listenersOf,
  oneLine,
  pass,
  tmpfsBytes,
  writableMounts,
  type Observe,
} from 'docklab/verify';
import { atLeastDefault } from '../shared/filter.ts';
import { inReachOnly } from '../shared/capability-sets.ts';
import {
  cpusOf,
  held,
  inMB,
  MB,
  memoryOf,
  pidsOf,
  swapHeldTo,
  type Wanted,
} from '../shared/limits.ts';
import { ownNamespace } from '../shared/namespaces.ts';
import { dangerOf } from '../shared/places.ts';
import { isLetBe } from './inside.ts';

export const ownBorders: Observe = async (target, context) => {
  for (const kind of ['pid', 'net', 'ipc'] as const) {
    const finding = await ownNamespace(kind, target.info.name)(target, context);
    if (finding.is !== 'pass') return finding;
  }
  return pass('its pid, net and ipc namespaces are its own');
};

/** The most that a tmpfs may hold. */
const ROOM = 64 * MB;

/** /dev is the engine's, and shared memory that is the host's is judged elsewhere. */
export const noPlace: Observe = async (target, context) => {
  const mounts = writableMounts(await target.mounts());
  if (mounts.some(({ target: at }) => at === '/'))
    return fail('The whole root filesystem is writable.');
  const places = mounts.filter(
    ({ target: at }) =>
      at !== '/dev' &&
      !(at === '/dev/shm' && target.info.ipcMode === 'host') &&
      !isLetBe(target.info.name, at),
  );
  for (const mount of places) {
    const danger = await dangerOf(mount, target, context);
    if (danger !== undefined)
      return fail(`Writable, and no sized tmpfs that starts no program: ${oneLine(danger, 200)}.`);
    if ((tmpfsBytes(mount) ?? 0) > ROOM)
      return fail(
        `${mount.target} may hold ${inMB(tmpfsBytes(mount) ?? 0)} of the machine's memory; at most ${inMB(ROOM)} are wanted.`,
      );
  }
  return pass('all that is writable is small and starts no program');
};

/** An older engine asks for the right to a low port, which the shop does not use and which harms nobody. */
export const noRights: Observe = inReachOnly(['NET_BIND_SERVICE']);
export const filtered: Observe = atLeastDefault;

export const oneListener: Observe = async (target, context) => {
  const ports = [...new Set((await listenersOf(target, context)).map(({ port }) => port))];
  return ports.length < 2
    ? pass('one app listens, on one port')
    : fail(
        `Two apps in one container: the kernel lists ports ${ports.toSorted((a, b) => a - b).join(' and ')}. An address of 127.0.0.1 keeps out the network, not the intruder.`,
        `docker top ${target.info.name}`,
      );
};

const MOST = { memory: 64 * MB, pids: 100, cpus: 1 };

const limit = (wanted: Wanted): Observe => held(wanted, 'it', () => Promise.resolve(''));

export const memoryHeld = limit(
  memoryOf(MOST.memory, 'Its memory has no limit (a reservation is none).'),
);
export const swapHeld = swapHeldTo(MOST.memory);
export const pidsHeld = limit(
  pidsOf(
    MOST.pids,
    'Its processes have no limit of their own (--ulimit nproc does not bind root).',
  ),
);
export const cpusHeld = limit(
  cpusOf(MOST.cpus, 'Its CPU time has no quota (shares only say who comes first).'),
);
