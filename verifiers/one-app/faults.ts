/** What notices it when a program crashes or hangs: docklab makes it happen in the learner's containers, and looks. */
import {
  fail,
  oneLine,
  pass,
  type CheckContext,
  type ContainerProcess,
  type Finding,
  type Target,
} from 'docklab/verify';
import { pause, running, type Name } from './checks.ts';
import { OTHER, ownApp, PROGRAM } from './tree.ts';

/** How soon a fault must be noticed. */
const NOTICE_MS = 12_000;
/** What is not healthy has this long to become so; what is known to be unhealthy, after a fault that is over, the shorter time. */
const HEALTHY_MS = { starting: 12_000, unhealthy: 5_000 };
/** The engine waits longer before each restart of what does not live for ten seconds. */
const BACK_MS = 10_000;
/** Where nothing asks, nothing will notice. */
const NOBODY_ASKS_MS = 2_500;
const POLL_MS = 200;

const WHAT: Readonly<Record<Name, string>> = { counter: 'httpd', baker: 'the baker' };

type Outcome =
  | { is: 'back'; how: 'container' | 'process'; pid: number }
  | { is: 'ended'; exitCode: number; policy: string; isUsedUp: boolean }
  | { is: 'unhealthy'; afterMs: number }
  | { is: 'gone' }
  | { is: 'unnoticed'; health: string; failures: number; afterMs: number };

type Info = Target['info'];

function endOf(info: Info | undefined): Outcome {
  if (info === undefined) return { is: 'gone' };
  const { restart, exitCode } = info;
  const isUsedUp = restart.most > 0 && restart.count >= restart.most;
  return { is: 'ended', exitCode, policy: restart.policy, isUsedUp };
}

/** What has become of the container since the fault; undefined as long as nothing has. */
async function outcomeOf(
  before: Target,
  victims: readonly ContainerProcess[],
  { host }: CheckContext,
  name: Name,
): Promise<Outcome | Info> {
  const found = await host.find(before.info.name);
  if (found.is === 'restarting') return before.info;
  if (found.is !== 'running') return endOf(await host.inspect(before.info.id));
  const { target } = found;
  if (target.info.id !== before.info.id) return { is: 'gone' };
  const own = await ownApp(target, name, 0).catch((): ContainerProcess[] => []);
  const fresh = own.find(({ pid }) => victims.every((victim) => victim.pid !== pid));
  const isNewRun = target.info.startedAt?.getTime() !== before.info.startedAt?.getTime();
  if (fresh) return { is: 'back', how: isNewRun ? 'container' : 'process', pid: fresh.pid };
  return target.info;
}

async function watchFault(
  target: Target,
  victims: readonly ContainerProcess[],
  context: CheckContext,
  name: Name,
  mostMs: number,
): Promise<Outcome> {
  const began = Date.now();
  for (;;) {
    const seen = await outcomeOf(target, victims, context, name);
    if ('is' in seen) return seen;
    const afterMs = Date.now() - began;
    // What was so before says nothing of the fault.
    const isNews = seen.health === 'unhealthy' && target.info.health !== 'unhealthy';
    if (isNews) return { is: 'unhealthy', afterMs };
    if (afterMs > mostMs)
      return { is: 'unnoticed', health: seen.health, failures: seen.failures, afterMs };
    context.signal.throwIfAborted();
    await pause(POLL_MS);
  }
}

const seconds = (ms: number) => Math.round(ms / 1000);
const commandOf = ({ healthcheck }: Info) =>
  oneLine((healthcheck?.test ?? []).slice(1).join(' '), 80);

/** Only what the learner made is disturbed, and only what survives it. */
function untouchable({ origin, info }: Target): Finding | undefined {
  const first = oneLine(info.command.join(' '), 40);
  if (origin === 'lab')
    return fail(
      `${info.name} is still the lab's own: its first process is \`${first}\`, which waits for two apps and does not notice when one of them is gone. docklab kills only in containers that you made.`,
      `docker top ${info.name}`,
    );
  return info.autoRemove
    ? fail(
        `${info.name} was started with --rm: with its process the whole container would be gone, and nothing would start it again.`,
        `docker inspect -f '{{.HostConfig.AutoRemove}}' ${info.name}`,
      )
    : undefined;
}

/** The end of the first process of a pid namespace is the end of all that are in it, of other containers too. */
async function sharedWith(
  target: Target,
  { host, lab }: CheckContext,
  name: Name,
): Promise<Finding | undefined> {
  const other = await host.find(lab.container(OTHER[name]));
  if (other.is !== 'running') return undefined;
  const [own, others] = await Promise.all([target.namespaces(), other.target.namespaces()]);
  return own['pid'] !== undefined && own['pid'] === others['pid']
    ? fail(
        `${target.info.name} and ${other.target.info.name} share one process namespace: when the first process of one ends, the kernel kills the other as well.`,
        `docker inspect -f '{{.HostConfig.PidMode}}' ${target.info.name} ${other.target.info.name}`,
      )
    : undefined;
}

type Judge = (target: Target, outcome: Outcome, name: Name) => Finding;

async function crash(
  target: Target,
  context: CheckContext,
  name: Name,
  judge: Judge,
): Promise<Finding> {
  const refused = untouchable(target) ?? (await sharedWith(target, context, name));
  if (refused) return refused;
  const victims = await ownApp(target, name);
  if (victims.length === 0)
    return fail(`${target.info.name} runs no ${PROGRAM[name]} that could be killed.`);
  const mostMs = target.info.healthcheck ? NOTICE_MS : NOBODY_ASKS_MS;
  const outcome = await context.host.disturb(target, 'crash', victims, () =>
    watchFault(
      target,
      victims,
      context,
      name,
      target.info.restart.policy === 'no' ? mostMs : Math.max(mostMs, BACK_MS),
    ),
  );
  return judge(target, outcome, name);
}

const removed = ({ info }: Target) =>
  fail(`${info.name} was removed while docklab looked at it. Verify once more.`);

const unnoticed = ({ info }: Target, health: string, afterMs: number, name: Name, did: string) =>
  fail(
    `docklab ${did} ${WHAT[name]} in ${info.name}. ${seconds(afterMs)} seconds later the container was still up${
      info.healthcheck ? ` and ${health}` : ', and nothing asks for its health'
    }: its first process lived on.`,
    `docker top ${info.name}`,
  );

/** Half of it is dead, and nobody is told. */
export const noticesCrash = (target: Target, context: CheckContext, name: Name) =>
  crash(target, context, name, (_, outcome) => {
    const { info } = target;
    switch (outcome.is) {
      case 'back':
        return pass(`docklab killed ${WHAT[name]} in ${info.name}: it was started again.`);
      case 'ended':
        return pass(`docklab killed ${WHAT[name]} in ${info.name}: the container ended with it.`);
      case 'unhealthy':
        return pass(
          `docklab killed ${WHAT[name]} in ${info.name}: after ${seconds(outcome.afterMs)} seconds it was unhealthy.`,
        );
      case 'gone':
        return removed(target);
      case 'unnoticed':
        return unnoticed(target, outcome.health, outcome.afterMs, name, 'killed');
    }
  });

/** Back by itself: another process, whatever started it. */
export const comesBack = (target: Target, context: CheckContext, name: Name) =>
  crash(target, context, name, (_, outcome) => {
    const { info } = target;
    switch (outcome.is) {
      case 'back':
        return pass(
          `docklab killed ${WHAT[name]} in ${info.name}: it is back as process ${outcome.pid} of the host.`,
        );
      case 'ended':
        return fail(
          `docklab killed ${WHAT[name]} in ${info.name}: the container ended with exit code ${outcome.exitCode}, and ${whyNot(outcome)}`,
          `docker inspect -f '{{json .HostConfig.RestartPolicy}}' ${info.name}`,
        );
      case 'unhealthy':
        return fail(
          `docklab killed ${WHAT[name]} in ${info.name}: it was unhealthy then, and stayed as it was. The engine starts again what has ended, and its first process had not.`,
          `docker top ${info.name}`,
        );
      case 'gone':
        return removed(target);
      case 'unnoticed':
        return unnoticed(target, outcome.health, outcome.afterMs, name, 'killed');
    }
  });

function whyNot({ exitCode, policy, isUsedUp }: Extract<Outcome, { is: 'ended' }>): string {
  if (policy === 'on-failure' && exitCode === 0)
    return 'its restart policy on-failure takes 0 for a success. Its first process is not the app that failed: it made a success of the failure.';
  if (isUsedUp) return `the restarts that ${policy} allows are used up.`;
  return `nothing starts it again: its restart policy is ${policy}.`;
}

/** What its health check can notice in time at best, told before anything is disturbed. */
function tooSlow({ name, healthcheck }: Info): Finding | undefined {
  if (healthcheck === undefined)
    return fail(
      `Nothing asks ${name} for its health: it has no health check.`,
      `docker inspect -f '{{json .Config.Healthcheck}}' ${name}`,
    );
  const { intervalMs, retries } = healthcheck;
  const least = intervalMs * (retries - 1);
  return least > NOTICE_MS || intervalMs > NOTICE_MS
    ? fail(
        `The health check of ${name} asks every ${seconds(intervalMs)} seconds and gives up after ${retries} failures: that is no answer within ${seconds(NOTICE_MS)} seconds.`,
        `docker inspect -f '{{json .Config.Healthcheck}}' ${name}`,
      )
    : undefined;
}

/** Healthy before the fault, or the health says nothing about it. */
async function healthy(context: CheckContext, name: Name): Promise<Target | Finding> {
  const began = Date.now();
  for (;;) {
    const found = await running(context, name);
    if (found.is === 'not') return found.finding;
    const { target } = found;
    const finding = untouchable(target) ?? tooSlow(target.info);
    if (finding) return finding;
    if (target.info.health === 'healthy') return target;
    const mostMs = HEALTHY_MS[target.info.health === 'unhealthy' ? 'unhealthy' : 'starting'];
    if (Date.now() - began > mostMs)
      return fail(
        `${target.info.name} is ${target.info.health} although nothing was done to it: its health check is \`${commandOf(target.info)}\`. Is that a question to what runs there?`,
        `docker inspect -f '{{json .State.Health}}' ${target.info.name}`,
      );
    context.signal.throwIfAborted();
    await pause(POLL_MS);
  }
}

/** It hangs: it is there, and does nothing. */
export async function noticesHang(context: CheckContext, name: Name): Promise<Finding> {
  const target = await healthy(context, name);
  if ('is' in target) return target;
  const { info } = target;
  const victims = await ownApp(target, name);
  if (victims.length === 0) return fail(`${info.name} runs no ${PROGRAM[name]} that could hang.`);
  const outcome = await context.host.disturb(target, 'hang', victims, () =>
    watchFault(target, victims, context, name, NOTICE_MS),
  );
  switch (outcome.is) {
    case 'unhealthy':
      return pass(
        `docklab made ${WHAT[name]} hang in ${info.name}: after ${seconds(outcome.afterMs)} seconds it was unhealthy.`,
      );
    case 'back':
      return pass(`docklab made ${WHAT[name]} hang in ${info.name}: it was replaced.`);
    case 'ended':
      return pass(`docklab made ${WHAT[name]} hang in ${info.name}: the container was ended.`);
    case 'gone':
      return removed(target);
    case 'unnoticed':
      return fail(
        `docklab made ${WHAT[name]} hang in ${info.name} for ${seconds(outcome.afterMs)} seconds, and it was ${outcome.health} all the time: ${whyUnseen(info, outcome.failures, name)}`,
        `sh fault.sh hang ${info.name}; docker ps; sh fault.sh resume ${info.name}`,
      );
  }
}

function whyUnseen(info: Info, failures: number, name: Name): string {
  const { healthcheck } = info;
  const command = commandOf(info);
  if (failures === 0 || healthcheck === undefined)
    return `\`${command}\` does not ask whether ${WHAT[name]} still works.`;
  return `\`${command}\` saw it, and had failed ${failures} times in a row by then. It asks every ${seconds(healthcheck.intervalMs)} seconds and gives up after ${healthcheck.retries} failures, which is too slow.`;
}
