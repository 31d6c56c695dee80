/** What the engine's kernel has for isolating containers, read from its own files where they can be read. */
import type { FactAnswer, FactRequest } from '../host/facts.ts';
import type { LabNames } from '../verify/contract.ts';
import type { Connection } from './world.ts';

export interface KernelFeature {
  name: string;
  state: 'yes' | 'no' | 'unknown';
  about: string;
}

const READ_MS = 20_000;

// user_namespaces(7) and namespaces(7): /proc/sys/user has a file max_KIND_namespaces for each kind the kernel knows.
const REQUESTS: readonly FactRequest[] = [
  { get: 'list', path: '/proc/sys/user' },
  { get: 'text', path: '/proc/sys/user/max_user_namespaces' },
  // proc(5): only there in a kernel with auditing.
  { get: 'stat', path: '/proc/1/loginuid' },
];

/** Never rejects: what could not be read is `unknown`. */
export async function kernelFeatures({ hosts, info }: Connection): Promise<KernelFeature[]> {
  const read = hosts.of(NO_LAB, AbortSignal.timeout(READ_MS)).read(REQUESTS);
  const [kinds, users, loginuid] = await read.catch((): FactAnswer[] => []);
  const engineSays = (name: string, about: string): KernelFeature => ({
    name,
    state: info.security.includes(name) ? 'yes' : 'no',
    about,
  });
  return [
    namespaces(kinds),
    userNamespaces(users),
    engineSays('seccomp', 'the engine filters system calls'),
    engineSays('apparmor', 'the engine confines containers with AppArmor'),
    engineSays('selinux', 'the engine labels containers for SELinux'),
    { name: 'audit', state: presence(loginuid), about: 'the kernel can record who does what' },
  ];
}

function namespaces(kinds: FactAnswer | undefined): KernelFeature {
  if (kinds?.is !== 'list')
    return { name: 'namespaces', state: 'unknown', about: 'which kinds there are was not read' };
  const names = kinds.names.flatMap((name) => /^max_(\w+)_namespaces$/.exec(name)?.[1] ?? []);
  const about = names.length === 0 ? 'none are known' : names.join(', ');
  return { name: 'namespaces', state: names.length === 0 ? 'no' : 'yes', about };
}

function userNamespaces(users: FactAnswer | undefined): KernelFeature {
  const about = 'a container can have users of its own';
  const name = 'user namespaces';
  if (users?.is === 'text')
    return { name, state: Number(users.text.trim()) > 0 ? 'yes' : 'no', about };
  return { name, state: presence(users), about };
}

function presence(answer: FactAnswer | undefined): KernelFeature['state'] {
  if (answer === undefined || answer.is === 'failed' || answer.is === 'refused') return 'unknown';
  return answer.is === 'absent' ? 'no' : 'yes';
}

/** Reading the host's files concerns no lab. */
const NO_LAB: LabNames = {
  lesson: '',
  network: '',
  container: (service) => service,
  image: (service) => service,
  secret: () => '',
  refused: () => undefined,
  launchedAt: new Date(0),
  workspace: '',
};
