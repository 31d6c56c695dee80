/** `docklab verify LESSON [TASK]`: what the kernel says about the learner's work. */
import type { Command } from 'commander';
import { lessonOf } from '../app/lesson-of.ts';
import { betterScore } from '../app/score.ts';
import { verifyLab, watchLab } from '../app/verifying.ts';
import type { World } from '../app/world.ts';
import { recordOf } from '../course/progress.ts';
import { meant } from '../course/problem.ts';
import type { Lesson } from '../course/types.ts';
import type { TaskStatus, TaskVerdict } from '../verify/verdict.ts';
import { type Cli, print, printJson, usage, worldOf } from './cli.ts';
import { progressLine } from './progress-line.ts';
import { runningLab } from './running-lab.ts';
import { verdictText } from './verdict-text.ts';
import { openProgress } from './progress.ts';

/** Exit codes; a lesson that this host cannot show is never a silent pass. */
const EXIT: Record<TaskStatus, number> = { pass: 0, fail: 1, unsupported: 3, error: 4 };

interface Options {
  json?: true;
  watch?: true;
}

export function registerVerify(program: Command, cli: Cli): void {
  program
    .command('verify')
    .argument('<lesson>')
    .argument('[task]', 'only this task')
    .description('check the tasks of a lesson')
    .option('--json', 'for programs')
    .option('--watch', 'go on, and check again whatever changes')
    .action(async (id: string, task: string | undefined, options: Options, command: Command) => {
      const world = await worldOf(cli, command);
      const lesson = lessonOf(world, id);
      const tasks = task === undefined ? undefined : [taskOf(lesson, task)];
      if (options.watch) await watch(cli, world, lesson, tasks, options);
      else cli.finish(EXIT[await verify(cli, world, lesson, tasks, options)]);
    });
}

/** The id of a task of the lesson; rejects an unknown one with the nearest. */
export function taskOf(lesson: Lesson, id: string): string {
  const known = lesson.tasks.map((task) => task.id);
  if (known.includes(id)) return id;
  throw usage(`${lesson.id} has no task "${id}": ${meant(id, known)}`, [
    `See all of them: docklab verify ${lesson.id}`,
  ]);
}

async function verify(
  cli: Cli,
  world: World,
  lesson: Lesson,
  tasks: string[] | undefined,
  options: Options,
): Promise<TaskStatus> {
  const lab = await runningLab(world, lesson);
  const tell = (verdict: TaskVerdict) => {
    if (!options.json) print(cli, verdictText(cli, lesson, verdict));
  };
  const verdict = await verifyLab(world, lab, tasks, tell, cli.signal);
  if (options.json) printJson(cli, verdict);
  await recordPasses(cli, world, lesson, verdict.tasks);
  return verdict.status;
}

/** Tasks that pass are kept, and the best score of an exam. */
export async function recordPasses(
  cli: Cli,
  world: World,
  lesson: Lesson,
  verdicts: readonly TaskVerdict[],
): Promise<void> {
  const store = await openProgress(cli, world);
  const all = lesson.tasks.map(({ id }) => id);
  for (const { task, status } of verdicts)
    if (status === 'pass')
      await store.record({ is: 'passed', lesson: lesson.id, task, tasks: all });
  const { score } = recordOf(store.progress(), lesson.id);
  const change = betterScore(lesson, verdicts, score);
  if (change !== undefined) await store.record(change);
}

async function watch(
  cli: Cli,
  world: World,
  lesson: Lesson,
  tasks: string[] | undefined,
  options: Options,
): Promise<void> {
  const lab = await runningLab(world, lesson);
  const progress = progressLine(cli);
  let recorded: Promise<void> = Promise.resolve();
  await watchLab(
    world,
    lab,
    tasks,
    (event) => {
      progress.listen(event);
      if (event.is === 'watching' && !options.json)
        cli.terminal.stderr.write('Watching: what you change is checked at once. Ctrl-C ends.\n');
      if (event.is !== 'verdict') return;
      const { verdict, was } = event;
      if (options.json) print(cli, JSON.stringify({ ...verdict, was }));
      else print(cli, verdictText(cli, lesson, verdict, was));
      recorded = recorded.then(() => recordPasses(cli, world, lesson, [verdict]));
    },
    cli.signal,
  );
  await recorded;
}
