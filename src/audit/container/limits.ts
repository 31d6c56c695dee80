/** What a container may take, and how it is watched. */
import type { Look } from './each.ts';

export const noMemoryLimit: Look = ({ memory }) =>
  memory > 0 ? undefined : 'may take all memory of the host';

/** The weight that every container has anyway: naming it changes nothing. */
const USUAL_SHARES = 1024;

export const noCpuLimit: Look = ({ cpuShares, nanoCpus, cpuQuota }) => {
  if (nanoCpus > 0 || cpuQuota > 0) return undefined;
  if (cpuShares > 0 && cpuShares !== USUAL_SHARES) return undefined;
  return cpuShares === USUAL_SHARES
    ? 'has 1024 CPU shares, which is what everyone has'
    : 'has neither CPU shares nor a CPU limit';
};

export const noPidsLimit: Look = ({ pidsLimit }) =>
  pidsLimit !== undefined && pidsLimit > 0 ? undefined : 'may start processes without end';

const MOST_RETRIES = 5;

export const restartsForever: Look = ({ restart: { name, retries } }) => {
  if (name === 'always' || name === 'unless-stopped')
    return `is started again without end: ${name}`;
  if (name !== 'on-failure') return undefined;
  if (retries === 0) return 'is started again without end: on-failure without a number';
  return retries > MOST_RETRIES
    ? `is started again ${retries} times: on-failure:${retries}`
    : undefined;
};

export const ownUlimits: Look = ({ ulimits }) =>
  ulimits.length === 0 ? undefined : `has ulimits of its own: ${ulimits.join(', ')}`;

export const hostDevices: Look = ({ devices, deviceRules, privileged }) => {
  if (privileged) return 'is privileged: it has every device of the host';
  const all = [...devices, ...deviceRules];
  return all.length === 0 ? undefined : `may use ${all.join(', ')}`;
};

export const noHealthcheck: Look = ({ healthcheck, hasHealth }) => {
  if (healthcheck[0] === 'NONE') return 'has its health check switched off';
  return healthcheck.length > 0 || hasHealth ? undefined : 'has no health check';
};

export const ownCgroupParent: Look = ({ cgroupParent }) =>
  cgroupParent === '' ? undefined : `lies below the cgroup ${cgroupParent}`;

export const writableRoot: Look = ({ readonlyRoot }) =>
  readonlyRoot ? undefined : 'has a writable root filesystem';

export const privileged: Look = (container) =>
  container.privileged ? 'runs privileged: every protection is off' : undefined;

/** `USER[:GROUP]`: root by name or by any spelling of the number 0, whatever the group. */
export const runsAsRoot: Look = ({ user }) => {
  const [name = ''] = user.split(':');
  if (name === '') return 'runs as root: no user is named';
  return name === 'root' || /^\+?0+$/.test(name) ? `runs as root: ${user}` : undefined;
};

export const hostUserNamespace: Look = ({ usernsMode }) =>
  usernsMode === 'host' ? "stays in the host's user namespace" : undefined;

export const onDefaultBridge: Look = ({ networks, networkMode }) =>
  networks.includes('bridge') || (networks.length === 0 && /^(default|bridge)$/.test(networkMode))
    ? 'is on the default bridge'
    : undefined;

const SSH_SERVER = /(^|\/)(sshd|sshd-session|dropbear)$/;

export const sshServerByCommand: Look = ({ command: [program = ''] }) =>
  SSH_SERVER.test(program) ? `starts ${program}` : undefined;

export const staleImage: Look = ({ image, imageId }, { images }) => {
  const named = images.find(({ tags }) => tags.includes(image) || tags.includes(`${image}:latest`));
  return named === undefined || named.id === imageId
    ? undefined
    : `runs an older image than the one that ${image} names now`;
};
