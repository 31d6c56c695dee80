/** What other lessons observe, asked of the containers of the exam. */
import type { Check, Observe } from 'docklab/verify';
import { noBitsInImageOf } from '../shared/bits-of-image.ts';
import { ADMIN, callsThatTake, CHOWN, MKNOD, RAW } from '../shared/capability-calls.ts';
import * as pests from '../shared/pests.ts';
import { oneAtATime } from './customers.ts';
import { ALL, asRoot, inAll, type Service } from './stack.ts';

/** Each has an image of its own, by the lab and by the learner. */
export const noBits: Check['observe'] = inAll((target, context) => {
  const service = ALL.find((one) => context.lab.container(one) === target.info.name) ?? 'web';
  return noBitsInImageOf(service, 'sh up.sh')(target, context);
});

export const useRights: Observe = callsThatTake(
  [CHOWN, MKNOD, RAW, ADMIN],
  asRoot,
  (command) => `docker exec --user 0 $LAB_API sh -c '${command}'`,
);

/** Let loose in web, where an intruder comes in; the limits of all three are read. */
const WEB: readonly Service[] = ['web'];
const PREY = {
  called: 'web',
  keepTools: 'Keep the shell and dd of $LAB_BASE in your image.',
};

export const hogMemory = oneAtATime(inAll(pests.hogMemory(PREY), WEB));
export const forkBomb = oneAtATime(inAll(pests.forkBomb(PREY), WEB));
export const burnCpu = oneAtATime(inAll(pests.burnCpu(PREY), WEB));
