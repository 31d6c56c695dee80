/** Where everybody looks, in the shop. */
import { fail, pass, type Observe } from 'docklab/verify';
import { leakOf } from '../shared/leaks.ts';
import { passwordsOf } from './passwords.ts';

export const notInEnvironment: Observe = async (shop, { host, lab }) => {
  const leak = await leakOf(shop, host, await passwordsOf(host, lab));
  return leak
    ? fail(`${leak.which} stands in ${leak.where}.`.replace(/^t/, 'T'), leak.see)
    : pass('No environment, command line or label of the container holds a password of the vault.');
};
