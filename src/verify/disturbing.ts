/**
 * Faults that docklab makes in a learner's container to see what notices them: a program crashes or hangs. A helper
 * container does it and stays for as long as it lasts. It says so in a label, from which whoever watches the engine's
 * events knows whose doing they are; and it ends by itself, so that nothing stays stopped when docklab is killed.
 */
import { randomUUID } from 'node:crypto';
import type { Attached, ContainerInfo, ContainerSpec, Engine, Labels } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import { BASE_IMAGE, LABEL } from '../lab/names.ts';
import type { ContainerProcess, Target } from './target.ts';

export type Fault = 'crash' | 'hang';

const SIGNAL: Readonly<Record<Fault, string>> = { crash: 'KILL', hang: 'STOP' };
/** Seconds after which the helper undoes a hang and ends, whether docklab still lives or not. */
const MOST_SECONDS = 40;
const HELPER_MEMORY = 64 * 1024 * 1024;

// A number may be another process's by now: only one in a cgroup of the container is hit.
const SCRIPT = `
container=$1 signal=$2 hit=
shift 2
send() { for pid in $hit; do grep -q "$container" "/proc/$pid/cgroup" 2>/dev/null && kill -s "$1" "$pid"; done; }
[ $signal != STOP ] || trap 'send CONT' EXIT
trap 'exit' TERM INT HUP
for pid; do
  grep -q "$container" "/proc/$pid/cgroup" 2>/dev/null && hit="$hit $pid" && kill -s "$signal" "$pid"
done 2>/dev/null
echo "hit $hit"
read -r -t ${MOST_SECONDS} end`;

/** It sees the engine's processes and may send them signals; nothing else. */
function helperSpec(
  labels: Labels,
  { info }: Target,
  fault: Fault,
  pids: readonly number[],
): ContainerSpec {
  return {
    name: `docklab-fault-${randomUUID().slice(0, 8)}`,
    image: BASE_IMAGE,
    labels: { ...labels, [LABEL.disturbs]: info.id },
    entrypoint: ['sh', '-c', SCRIPT, 'fault', info.id, SIGNAL[fault]],
    command: pids.map(String),
    user: '0:0',
    pidMode: 'host',
    networkMode: 'none',
    cgroupnsMode: 'host',
    usernsMode: 'host',
    readonlyRoot: true,
    capDrop: ['ALL'],
    capAdd: ['KILL'],
    securityOpt: ['no-new-privileges', 'apparmor=unconfined', 'label=disable'],
    memoryBytes: HELPER_MEMORY,
    pidsLimit: 16,
    autoRemove: true,
    openStdin: true,
  };
}

const refused = (why: string) =>
  new DocklabError('internal', 'docklab may not disturb this container.', { why });

const gone = (name: string) =>
  new DocklabError('not-found', `What runs in ${name} ended before docklab could disturb it.`, {
    next: ['Try again: docklab verify'],
  });

/** Command lines of what runs in a container now. */
type Commands = (info: ContainerInfo) => Promise<readonly string[]>;

export class Disturber {
  readonly #engine: Engine;
  readonly #labels: Labels;
  readonly #commands: Commands;

  constructor(engine: Engine, labels: Labels, commands: Commands) {
    this.#engine = engine;
    this.#labels = labels;
    this.#commands = commands;
  }

  /**
   * Makes processes of a learner's container crash or hang while `look` watches. Undone at the end, whatever happened: what
   * hung goes on, and what crashed and did not come back is started again.
   */
  async during<T>(
    target: Target,
    fault: Fault,
    victims: readonly ContainerProcess[],
    look: () => Promise<T>,
  ): Promise<T> {
    if (target.origin !== 'learner') throw refused(`${target.info.name} is the lab's own.`);
    if (fault === 'crash' && target.info.autoRemove)
      throw refused(`${target.info.name} was started with --rm: a crash would remove it.`);
    const pids = victims.map(({ pid }) => pid);
    const id = await this.#engine.createContainer(helperSpec(this.#labels, target, fault, pids));
    let helper: Attached | undefined;
    try {
      helper = await this.#engine.startAttached(id);
      const first = await helper.lines()[Symbol.asyncIterator]().next();
      const hit = first.done ? '' : first.value.replace(/^hit/, '').trim();
      if (hit === '') throw gone(target.info.name);
      return await look();
    } finally {
      if (fault === 'crash') await this.#startAgain(target, victims).catch(() => undefined);
      // The end of its input ends the helper, which lets go on what hung.
      helper?.close();
      await this.#ended(id);
    }
  }

  /** Whether another docklab disturbs a container of this engine now. */
  async isOtherAtWork(signal: AbortSignal): Promise<boolean> {
    const helpers = await this.#engine.containers([LABEL.disturbs], signal);
    return helpers.some(({ labels }) => labels[LABEL.session] !== this.#labels[LABEL.session]);
  }

  /** As it was: running, with what was killed in it, and with all the restarts left that its policy allows. */
  async #startAgain({ info }: Target, victims: readonly ContainerProcess[]): Promise<void> {
    const now = await this.#engine.container(info.id);
    if (now === undefined || now.state === 'restarting') return;
    if (now.state === 'running') {
      const isUsedUp = now.restart.most > 0 && now.restart.count > info.restart.count;
      if (!isUsedUp && (await this.#isWhole(info, now, victims))) return;
      await this.#engine.stopContainer(info.id, 1);
    }
    await this.#engine.startContainer(info.id);
  }

  /** Another run, or the same one in which something started anew what was killed. */
  async #isWhole(
    before: ContainerInfo,
    now: ContainerInfo,
    victims: readonly ContainerProcess[],
  ): Promise<boolean> {
    if (now.startedAt?.getTime() !== before.startedAt?.getTime()) return true;
    const running = await this.#commands(now).catch((): string[] => []);
    return victims.every(({ argv }) => running.includes(argv.join(' ')));
  }

  /** Gone by itself, or made to: not before it had time to let go on what hung. */
  async #ended(id: string): Promise<void> {
    const until = Date.now() + 3_000;
    while (Date.now() < until) {
      const info = await this.#engine.container(id).catch(() => undefined);
      if (info === undefined || info.state === 'exited' || info.state === 'dead') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await this.#engine.removeContainer(id).catch(() => undefined);
  }
}
