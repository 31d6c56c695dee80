/** Passwords in places where everybody looks: environments and command lines of processes, and what the engine tells of a container. */
import { oneLine, Search, type Target, type VerifierHost } from 'docklab/verify';

export interface Passwords {
  first: string;
  /** Undefined where the vault does not run or keeps it elsewhere. */
  current: string | undefined;
  /** Those that are different, the first one first: what is searched for. */
  all: readonly string[];
}

/** By its place in `all`. */
export const nameOf = ({ all }: Passwords, at: number): string =>
  all.length < 2 ? 'the password' : at === 0 ? 'the first password' : 'the new password';

/** The first of them that a text holds, as it stands or in base64. */
function heldBy(passwords: Passwords, text: string): string | undefined {
  const [at] = new Search(passwords.all).inText(text);
  return at === undefined ? undefined : nameOf(passwords, at);
}

/** Text that may be shown: without the passwords. */
export const masked = ({ all }: Passwords, text: string): string =>
  all.reduce((rest, password) => rest.replaceAll(password, '****'), text);

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
