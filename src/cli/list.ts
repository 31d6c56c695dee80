/** `docklab list`: the lessons and how far the learner is. Only for programs (`--json`) is the engine asked, if it answers soon. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { LessonProgress, Readiness } from '../app/learner.ts';
import type { World } from '../app/world.ts';
import { recordOf, type Progress } from '../course/progress.ts';
import type { Lesson } from '../course/types.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { painter } from './paint.ts';
import { openProgress } from './progress.ts';

export function registerList(program: Command, cli: Cli): void {
  program
    .command('list')
    .description('the lessons, and how far you are')
    .option('--json', 'for programs')
    .option('--ids', 'only the names, one a line')
    .action(async (options: { json?: true; ids?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const { course } = world;
      if (options.ids) return print(cli, course.lessons.map(({ id }) => id).join('\n'));
      const store = await openProgress(cli, world);
      const progress = store.progress();
      if (options.json) {
        const readiness = await readinessSoon(world);
        return printJson(cli, {
          course: { id: course.id, title: course.title, version: course.version },
          lessons: course.lessons.map((lesson) => ({
            id: lesson.id,
            title: lesson.title,
            minutes: lesson.minutes,
            after: lesson.after,
            status: statusOf(progress, lesson),
            ready: readiness.get(lesson.id) ?? 'unknown',
          })),
        });
      }
      print(cli, table(cli, course.title, course.lessons, progress));
    });
}

/** How long a list may wait for an engine, in milliseconds. */
const SOON_MS = 3_000;

/** By lesson, what this host can show of it; nothing where that takes too long to find out. */
async function readinessSoon(world: World): Promise<ReadonlyMap<string, Readiness['is']>> {
  const { examine } = await import('../app/doctor.ts');
  const late = new AbortController();
  const limit = sleep(SOON_MS, undefined, { signal: late.signal }).catch(() => undefined);
  const report = await Promise.race([examine(world), limit]).finally(() => late.abort());
  return new Map(report?.lessons.map(({ lesson, readiness }) => [lesson.id, readiness.is]));
}

/** How far the learner is with a lesson. */
export function statusOf(progress: Progress, lesson: Lesson): LessonProgress {
  const record = recordOf(progress, lesson.id);
  if (record.solvedAt !== undefined) return 'solved';
  return record.startedAt === undefined && Object.keys(record.tasks).length === 0
    ? 'new'
    : 'started';
}

const MARK = { new: ' ', started: '…', solved: '✓' } as const;

function table(cli: Cli, title: string, lessons: readonly Lesson[], progress: Progress): string {
  const paint = painter(cli.terminal.stdout);
  const width = Math.max(...lessons.map(({ id }) => id.length));
  const rows = lessons.map((lesson) => {
    const status = statusOf(progress, lesson);
    const mark = status === 'solved' ? paint('green', MARK.solved) : MARK[status];
    const minutes = paint('dim', `${lesson.minutes} min`);
    return `${mark} ${lesson.id.padEnd(width)}  ${lesson.title}  ${minutes}`;
  });
  const next = 'Open one: docklab learn LESSON    What this host can run: docklab doctor';
  return [paint('bold', title), '', ...rows, '', paint('dim', next)].join('\n');
}
