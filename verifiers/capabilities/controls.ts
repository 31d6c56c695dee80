/** What each of the two services may have in reach. */
import { pass, type Observe } from 'docklab/verify';
import { bearersIn, firstWith, inReachOnly } from '../shared/capability-sets.ts';
import type { Site } from './sites.ts';

export const noSysAdmin: Observe = async (target) =>
  firstWith(target, await bearersIn(target), (name) => name === 'SYS_ADMIN') ??
  pass('SYS_ADMIN is in no set of any process of the container, nor of docker exec.');

export const onlyNeeds = ({ needs }: Site): Observe => inReachOnly(needs);
