/** Whose processes there are in a container: the counter's web server and the baker, and who started whom. */
import { fail, oneLine, pass, type ContainerProcess, type Target } from 'docklab/verify';
import { pause, type Name } from './checks.ts';

/** By what their programs are called, given that the lab's own do the work. */
export const PROGRAM: Readonly<Record<Name, string>> = { counter: 'httpd', baker: 'baker' };
export const OTHER: Readonly<Record<Name, Name>> = { counter: 'baker', baker: 'counter' };
/** They only start what comes after them. */
const SHELLS: ReadonlySet<string> = new Set(['sh', 'ash', 'busybox']);

const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

/** Whether this is a program of that name, run by itself or as a script: `sh /usr/local/bin/baker`, not `sh -c baker`. */
export function runs({ argv }: Pick<ContainerProcess, 'argv'>, program: string): boolean {
  const words = argv.map(baseOf);
  while (SHELLS.has(words[0] ?? '')) words.shift();
  return words[0] === program;
}

/** The processes that do a container's own work. */
const appOf = (processes: readonly ContainerProcess[], name: Name): ContainerProcess[] =>
  processes.filter((one) => runs(one, PROGRAM[name]));

const shown = ({ argv, status }: ContainerProcess) => oneLine(argv.join(' ') || status.name, 50);

/** A container that was just started runs the engine's own program (`runc init`) first, and a shell may start the app. */
const START_MS = 3_000;

async function begun(target: Target, name: Name, patienceMs: number): Promise<ContainerProcess[]> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const processes = await target.processes();
    if (appOf(processes, name).length > 0 || Date.now() >= until) return processes;
    await pause(200);
  }
}

/** The processes of a container's own app; one that is just starting is waited for that long. */
export async function ownApp(
  target: Target,
  name: Name,
  patienceMs = START_MS,
): Promise<ContainerProcess[]> {
  return appOf(await begun(target, name, patienceMs), name);
}

/** One app: its program, whoever starts and reaps it, and what it starts itself. */
export async function oneApp(target: Target, name: Name) {
  const processes = await begun(target, name, START_MS);
  const [guest] = appOf(processes, OTHER[name]);
  const own = appOf(processes, name);
  const tree = treeOf(processes);
  if (guest)
    return fail(
      own.length > 0
        ? `${target.info.name} runs two apps: ${tree}.`
        : `${target.info.name} runs \`${shown(guest)}\`, and not ${PROGRAM[name]}: ${tree}.`,
      `docker top ${target.info.name}`,
    );
  if (own.length === 0)
    return fail(
      `${target.info.name} runs no ${PROGRAM[name]}: ${tree}.`,
      `docker top ${target.info.name}`,
    );
  return pass(`${target.info.name} runs ${tree}.`);
}

/** `sh → httpd, baker → sleep`, as the kernel has it: who was executed from outside comes after a comma of its own. */
export function treeOf(processes: readonly ContainerProcess[]): string {
  const pids = new Set(processes.map(({ pid }) => pid));
  const childrenOf = (pid: number) => processes.filter(({ status }) => status.parent === pid);
  const draw = (one: ContainerProcess, depth: number): string => {
    const children = depth > 4 ? [] : childrenOf(one.pid);
    const below = children.map((child) => draw(child, depth + 1)).join(', ');
    return `\`${shown(one)}\`${below === '' ? '' : ` → ${children.length > 1 ? `(${below})` : below}`}`;
  };
  const roots = processes.filter(({ status }) => !pids.has(status.parent));
  return roots.map((one) => draw(one, 0)).join(' and beside it ');
}
