/** The exam: a shop of three containers in which every weakness of the container lessons is to be found and closed. */
import { defineVerifier, type Check } from 'docklab/verify';
import {
  cpusHeld,
  filtered,
  memoryHeld,
  noPlace,
  noRights,
  oneListener,
  ownBorders,
  pidsHeld,
  swapHeld,
} from './exam/controls.ts';
import { crowdServed, served } from './exam/customers.ts';
import { findPlace, plantProgram, reachKernel, rewriteApp, startHelpers } from './exam/inside.ts';
import {
  askWithout,
  inOneFile,
  listProcesses,
  lookAround,
  readImages,
  readMemory,
  useLeaked,
} from './exam/outside.ts';
import { burnCpu, forkBomb, hogMemory, noBits, useRights } from './exam/shared.ts';
import { inAll } from './exam/stack.ts';
import { WORDS } from './exam/words.ts';
import { noNewPrivileges } from './shared/no-new-privileges.ts';
import { noRootGroup, noRootProcess } from './shared/no-root.ts';
import { rootReadOnly } from './shared/places.ts';

/** All three, and the office, which must not be stopped. */
const watch = { services: ['web', 'api', 'store', 'office'] };

const check =
  (kind: Check['kind']) =>
  (id: keyof typeof WORDS, observe: Check['observe']): Check => ({
    id,
    kind,
    ...WORDS[id],
    observe,
  });
const attack = check('attack');
const control = check('control');
const service = check('service');

const customers = service('customers-served', served);

const crowd = service('crowd-served', crowdServed);

export default defineVerifier({
  lesson: 'exam',
  tasks: {
    'no-root': {
      watch,
      checks: [
        attack('rewrite-app', inAll(rewriteApp)),
        control('no-root-process', inAll(noRootProcess)),
        control('no-root-group', inAll(noRootGroup)),
        customers,
      ],
    },
    'read-only': {
      watch,
      checks: [
        attack('plant-program', inAll(plantProgram)),
        attack('find-place', inAll(findPlace)),
        control('root-mounted-ro', inAll(rootReadOnly)),
        control('small-places', inAll(noPlace)),
        customers,
      ],
    },
    setuid: {
      watch,
      checks: [
        attack('start-helpers', inAll(startHelpers)),
        control('no-bits-in-image', noBits),
        control('nnp-in-force', inAll(noNewPrivileges)),
        customers,
      ],
    },
    borders: {
      watch,
      checks: [
        attack('list-processes', inAll(listProcesses)),
        attack('read-memory', inAll(readMemory)),
        control('own-borders', inAll(ownBorders)),
        customers,
      ],
    },
    password: {
      watch,
      checks: [
        attack('look-around', inAll(lookAround)),
        attack('read-images', inAll(readImages)),
        attack('use-leaked', inAll(useLeaked, ['store'])),
        control('one-file', inAll(inOneFile)),
        customers,
      ],
    },
    'second-app': {
      watch,
      checks: [
        attack('second-door', inAll(askWithout, ['store'])),
        control('one-listener', inAll(oneListener)),
        customers,
      ],
    },
    capabilities: {
      watch,
      checks: [
        attack('use-rights', inAll(useRights)),
        control('no-rights', inAll(noRights)),
        customers,
      ],
    },
    filter: {
      watch,
      checks: [
        attack('reach-kernel', inAll(reachKernel)),
        control('filter-on', inAll(filtered)),
        customers,
      ],
    },
    limits: {
      watch,
      checks: [
        attack('memory-hog', hogMemory),
        attack('fork-bomb', forkBomb),
        attack('cpu-burn', burnCpu),
        control('memory-held', inAll(memoryHeld)),
        control('swap-held', inAll(swapHeld)),
        control('pids-held', inAll(pidsHeld)),
        control('cpu-held', inAll(cpusHeld)),
        crowd,
      ],
    },
  },
});
