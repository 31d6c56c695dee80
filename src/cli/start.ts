/** `docklab start LESSON`: launches the lab, or takes the one that is there. */
import type { Command } from 'commander';
import { startLab, type Lab } from '../app/labs.ts';
import { lessonOf } from '../app/lesson-of.ts';
import type { World } from '../app/world.ts';
import type { Lesson } from '../course/types.ts';
import { type Cli, print, printJson, worldOf } from './cli.ts';
import { progressLine } from './progress-line.ts';
import { openProgress } from './progress.ts';

export function registerStart(program: Command, cli: Cli): void {
  program
    .command('start')
    .argument('<lesson>')
    .description('launch the lab of a lesson')
    .option('--json', 'for programs')
    .action(async (id: string, options: { json?: true }, command: Command) => {
      const world = await worldOf(cli, command);
      const lab = await launched(cli, world, lessonOf(world, id));
      if (options.json) return printJson(cli, labJson(lab));
      print(cli, aboutLab(lab));
    });
}

/** The running lab, launched with its progress shown; the lesson counts as started. */
export async function launched(cli: Cli, world: World, lesson: Lesson): Promise<Lab> {
  const progress = progressLine(cli);
  try {
    const lab = await startLab(world, lesson, progress.listen, cli.signal);
    const store = await openProgress(cli, world);
    await store.record({ is: 'started', lesson: lesson.id });
    return lab;
  } finally {
    progress.clear();
  }
}

/** A lab for programs. */
export const labJson = (lab: Lab) => ({
  lesson: lab.lesson.id,
  adopted: lab.adopted,
  workspace: lab.names.workspace,
  env: lab.env,
});

function aboutLab({ lesson, names, env, adopted }: Lab): string {
  const values = Object.entries(env).map(([name, value]) => `  ${name}=${value}`);
  return [
    adopted ? `The lab of ${lesson.id} was running already.` : `The lab of ${lesson.id} runs.`,
    `Your files: ${names.workspace}`,
    ...values,
    '',
    `Work in it: docklab shell ${lesson.id}    Check: docklab verify ${lesson.id}`,
  ].join('\n');
}
