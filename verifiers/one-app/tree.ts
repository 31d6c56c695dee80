/** Whose processes there are in a container: the counter's web server and the baker, and who started whom. */
import {
  breakIn,
  fail,
  oneLine,
  pass,
  strike,
  type ContainerProcess,
  type HttpRequest,
  type Observe,
  type Target,
} from 'docklab/verify';
import type { Name } from './checks.ts';

/** By what their programs are called, given that the lab's own do the work. */
const PROGRAM: Readonly<Record<Name, string>> = { counter: 'httpd', baker: 'baker' };
const OTHER: Readonly<Record<Name, Name>> = { counter: 'baker', baker: 'counter' };
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
export const appOf = (processes: readonly ContainerProcess[], name: Name): ContainerProcess[] =>
  processes.filter((one) => runs(one, PROGRAM[name]));

const shown = ({ argv, status }: ContainerProcess) => oneLine(argv.join(' ') || status.name, 50);

export async function ownApp(target: Target, name: Name): Promise<ContainerProcess[]> {
  return appOf(await target.processes(), name);
}

/** One app: its program, whoever starts and reaps it, and what it starts itself. */
export async function oneApp(target: Target, name: Name) {
  const processes = await target.processes();
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

export const PORT = 8080;

/** The hole of forms 1.4: a type that it does not know becomes part of a shell's text. */
export const hole = (script: string): HttpRequest => ({
  method: 'POST',
  path: '/cgi-bin/order',
  contentType: `$(echo ${Buffer.from(script).toString('base64')} | base64 -d | sh)`,
});

/** Somebody at the counter looks for the baker's process, and whether they could end it; nobody is hurt. */
const LOOK_AROUND = `
for dir in /proc/[0-9]*; do
  [ $dir != /proc/$$ ] || continue
  case $(tr '\\0' ' ' < $dir/cmdline) in
    */baker*|baker*) pid=\${dir#/proc/}; kill -0 $pid && echo "reached $pid" ;;
  esac
done
echo looked`;

export const reachesBaker: Observe = async (counter) => {
  const { who, said } = await strike(counter, PORT, hole, LOOK_AROUND);
  const [, pid] = /^reached (\d+)$/m.exec(said) ?? [];
  if (pid !== undefined)
    return fail(
      `${who} sees the baker as process ${pid}, and may kill it: they share one container.`,
      'sh attack.sh ps',
    );
  return /^looked$/m.test(said)
    ? pass(`${who} looked for the baker, and there was none among the processes.`)
    : fail(
        `Whether a visitor reaches the baker could not be tried, so it proves nothing: ${oneLine(said, 80) || 'no shell answered'}. Keep the tools of the lab's image.`,
      );
};

export const runsCommands: Observe = async (counter) => {
  const visit = await breakIn(counter, PORT, hole, 'id -u');
  if (visit.is === 'in')
    return fail(
      `A form of the type "$(COMMAND)" ran a command at the counter, as uid ${oneLine(visit.said.trim(), 20)}.`,
      'sh attack.sh id',
    );
  const answer = await counter.http(PORT, hole('true'));
  if (answer.is === 'silent')
    return fail(`The counter could not be attacked, since it does not answer: ${answer.reason}`);
  return pass(`The counter took "$(COMMAND)" for text, and ran nothing (status ${answer.status}).`);
};
