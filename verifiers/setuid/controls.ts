/** What the kernel says of the container's processes. */
import { fail, oneLine, pass, type Observe, type Target } from 'docklab/verify';
import { nameOf } from '../shared/no-new-privileges.ts';
import { CAP_SETGID, CAP_SETUID, capName } from './capabilities.ts';

export const capsDropped: Observe = async (web) => {
  const processes = await web.processes();
  for (const one of processes) {
    const { bounding } = one.status.caps;
    const left = [CAP_SETUID, CAP_SETGID].filter((cap) => (bounding & (1n << cap)) !== 0n);
    if (left.length === 0) continue;
    const mask = bounding.toString(16).padStart(16, '0');
    const names = left.map((cap) => `${capName(cap)} (bit ${cap})`).join(' and ');
    const hint = whyInReach(web.info);
    return fail(`CapBnd ${mask} of \`${nameOf(one)}\` still has ${names}.${hint}`);
  }
  return pass('Neither SETUID nor SETGID is in the CapBnd of any process of the container.');
};

/** What the options had to do with it. */
function whyInReach({ privileged, capDrop, capAdd }: Target['info']): string {
  if (privileged) return ' --privileged gives every capability, whatever is dropped.';
  const names = (caps: readonly string[]) => oneLine(caps.join(', '), 80);
  if (capDrop.length === 0) return '';
  const added = capAdd.length === 0 ? '' : ` and added ${names(capAdd)}, which wins`;
  return ` You dropped ${names(capDrop)}${added}.`;
}
