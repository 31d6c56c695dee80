/** What the kernel holds a container to, compared with what is wanted. */
import {
  fail,
  limitsOf,
  pass,
  unsupported,
  type CheckContext,
  type Limits,
  type Observe,
} from 'docklab/verify';

export const MB = 1024 * 1024;

export const inMB = (bytes: number) =>
  bytes === Infinity ? 'no limit' : `${Number((bytes / MB).toFixed(1))} MB`;

/** What an engine without these cgroups cannot show: it would be no use to attack, and no harm to fail. */
export const notOffered = (what: string) =>
  unsupported(
    `This engine puts containers into no ${what} cgroup, so ${what} cannot be limited here (a rootless engine without delegation, or a kernel without that controller).`,
  );

/** Observes only where the kernel offers such a limit. */
export const whereOffered =
  (what: string, value: (limits: Limits) => unknown, observe: Observe): Observe =>
  async (press, context) =>
    value(await limitsOf(press, context.host)) === undefined
      ? notOffered(what)
      : observe(press, context);

/** A limit that is wanted, in one number. */
export interface Wanted {
  what: string;
  value(limits: Limits): number | undefined;
  most: number;
  words(value: number): string;
  none: string;
}

/** `called` is the container in words; `misplaced` may say where the learner put the limit instead. */
export const held =
  (
    { what, value, most, words, none }: Wanted,
    called: string,
    misplaced: (context: CheckContext, limited: (limits: Limits) => boolean) => Promise<string>,
  ): Observe =>
  async (target, context) => {
    const found = value(await limitsOf(target, context.host));
    if (found === undefined) return notOffered(what);
    if (found <= most) return pass(`The kernel holds ${called} to ${words(found)}.`);
    const free =
      found === Infinity
        ? none
        : `The kernel holds ${called} to ${words(found)}; more than ${words(most)} is not wanted.`;
    return fail(free + (await misplaced(context, (limits) => (value(limits) ?? Infinity) <= most)));
  };

export const memoryOf = (most: number, none: string): Wanted => ({
  what: 'memory',
  value: ({ memory }) => memory,
  most,
  words: (bytes) => `${inMB(bytes)} of memory`,
  none,
});

export const pidsOf = (most: number, none: string): Wanted => ({
  what: 'pids',
  value: ({ pids }) => pids,
  most,
  words: (pids) => `${pids} processes`,
  none,
});

export const cpusOf = (most: number, none: string): Wanted => ({
  what: 'cpu',
  value: ({ cpus }) => cpus,
  most,
  words: (cpus) => `${Number(cpus.toFixed(2))} ${cpus === 1 ? 'CPU' : 'CPUs'}`,
  none,
});

export const swapHeldTo =
  (most: number): Observe =>
  async (target, { host }) => {
    const { memory, memoryAndSwap } = await limitsOf(target, host);
    if (memory === undefined) return notOffered('memory');
    if (memory === Infinity) return fail('Without a limit of memory there is none of swap either.');
    if (memoryAndSwap === undefined)
      return pass(
        `This kernel keeps no account of swap by container, so a limit of it cannot be set; memory is held to ${inMB(memory)}.`,
      );
    const swap = inMB(memoryAndSwap - memory);
    if (memoryAndSwap <= most)
      return pass(`Memory and swap together are held to ${inMB(memoryAndSwap)}.`);
    return fail(
      memoryAndSwap === Infinity
        ? `Memory is held to ${inMB(memory)}, but swap is not limited: a hog goes on in the swap of the host, at the speed of its disk.`
        : `Memory is held to ${inMB(memory)}, but ${swap} of swap come on top, ${inMB(memoryAndSwap)} together. Without --memory-swap Docker allows as much swap again as memory.`,
    );
  };
