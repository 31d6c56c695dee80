/** What is tried in each of the two services. */
import { strike, type Observe } from 'docklab/verify';
import {
  ADMIN,
  callsThatTake,
  CHOWN,
  MKNOD,
  RAW,
  type CapabilityAttack,
} from '../shared/capability-calls.ts';
import { PORT, type Site } from './sites.ts';

const attackOn = (site: Site, attacks: readonly CapabilityAttack[]): Observe =>
  callsThatTake(
    attacks,
    (target, commands) => strike(target, PORT, site.hole, commands),
    (command) => `sh attack.sh ${site.name} '${command}'`,
  );

export const attackBook = (site: Site) => attackOn(site, [CHOWN, MKNOD, RAW]);
export const attackMachine = (site: Site) => attackOn(site, [ADMIN]);
export const attackLine = (site: Site) => attackOn(site, [CHOWN, MKNOD]);
