/** What the kernel says of the container's processes. */
import {
  fail,
  oneLine,
  pass,
  type ContainerProcess,
  type Observe,
  type Target,
} from 'docklab/verify';
import { CAP_SETGID, CAP_SETUID, capName } from './capabilities.ts';

const nameOf = ({ argv, status }: ContainerProcess) => oneLine(argv.join(' ') || status.name, 60);

export const noNewPrivileges: Observe = async (web) => {
  const processes = await web.processes();
  const without = processes.find(({ status }) => !status.noNewPrivs);
  if (without === undefined)
    return pass('The kernel says NoNewPrivs: 1 for every process of the container.');
  const said = web.info.securityOpt.find((option) => option.startsWith('no-new-privileges'));
  const why =
    said === undefined
      ? 'docker run was given no such option'
      : /[=:]false$/.test(said)
        ? `you said ${said}, which switches it off`
        : `${said} was asked for, but this process was started without it`;
  return fail(`The kernel says NoNewPrivs: 0 for \`${nameOf(without)}\`: ${why}.`);
};

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
