/** Where everybody looks: environments and command lines of processes, and what the engine tells of a container. */
import { fail, oneLine, pass, type Observe, type Target, type VerifierHost } from 'docklab/verify';
import { heldBy, passwordsOf, type Passwords } from './passwords.ts';

/** A place that holds a password, in words that follow "stands in". */
export interface Leak {
  which: string;
  where: string;
  see: string;
}

/** The first leak of a running container, the kernel's word before the engine's. */
export async function leakOf(
  target: Target,
  host: VerifierHost,
  passwords: Passwords,
): Promise<Leak | undefined> {
  const { info } = target;
  for (const { pid, argv, status } of await target.processes()) {
    const command = oneLine(argv.join(' ') || status.name, 40);
    const typed = heldBy(passwords, argv.join(' '));
    const see = `docker top ${info.name}`;
    if (typed) return { which: typed, where: `the command line of \`${status.name}\``, see };
    const [environ] = await host.read([{ get: 'text', path: `/proc/${pid}/environ` }]);
    for (const variable of environ?.is === 'text' ? environ.text.split('\0') : []) {
      const which = heldBy(passwords, variable);
      const name = oneLine(variable.split('=')[0] ?? '', 40);
      const shows = `docker exec ${info.name} sh -c "tr '\\0' '\\n' < /proc/1/environ"`;
      if (which)
        return { which, where: `the environment of \`${command}\`, in ${name}`, see: shows };
    }
  }
  const see = `docker inspect ${info.name}`;
  const told = [...info.env, ...info.command, ...Object.entries(info.labels).flat()];
  for (const text of told) {
    const which = heldBy(passwords, text);
    if (which) return { which, where: 'what `docker inspect` shows of the container', see };
  }
  return undefined;
}

export const notInEnvironment: Observe = async (shop, { host, lab }) => {
  const leak = await leakOf(shop, host, await passwordsOf(host, lab));
  return leak
    ? fail(`${leak.which} stands in ${leak.where}.`.replace(/^t/, 'T'), leak.see)
    : pass('No environment, command line or label of the container holds a password of the vault.');
};
