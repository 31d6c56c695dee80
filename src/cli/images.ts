/** `docklab images build|save|load`: the base image, also for rooms without a registry. */
import type { Command } from 'commander';
import { stepEvent } from '../app/amount.ts';
import type { Progress } from '../host/engine.ts';
import { ensureBaseImage } from '../lab/base-image.ts';
import { imagesOfCourse, loadArchive, saveArchive } from '../lab/image-archive.ts';
import { BASE_IMAGE } from '../lab/names.ts';
import { type Cli, print, worldOf } from './cli.ts';
import { progressLine } from './progress-line.ts';

export function registerImages(program: Command, cli: Cli): void {
  const images = program.command('images').description('the images that labs are made of');
  images
    .command('build')
    .description('pull the base image, or make it where no registry answers')
    .action(async (_options: object, command: Command) => {
      const world = await worldOf(cli, command);
      const { engine } = await world.connect();
      const came = await shown(cli, (progress) =>
        ensureBaseImage(engine, world.baseImage, progress, cli.signal),
      );
      const words = { present: 'is there already', pulled: 'was pulled', made: 'was made here' };
      print(cli, `${BASE_IMAGE} ${words[came]}.`);
    });
  images
    .command('save')
    .argument('<file>', 'a tar file to write')
    .description('save all images of the course to a file')
    .action(async (file: string, _options: object, command: Command) => {
      const world = await worldOf(cli, command);
      const { engine } = await world.connect();
      const bytes = await shown(cli, async (progress) => {
        await ensureBaseImage(engine, world.baseImage, progress, cli.signal);
        const names = await imagesOfCourse(engine, world.course.id);
        return saveArchive(engine, names, cli.archive(file), progress);
      });
      print(cli, `${file}: ${(bytes / 1024 / 1024).toFixed(1)} MiB.`);
    });
  images
    .command('load')
    .argument('<file>', 'a tar file that `docklab images save` wrote')
    .description('load images from a file')
    .action(async (file: string, _options: object, command: Command) => {
      const { engine } = await (await worldOf(cli, command)).connect();
      await shown(cli, (progress) => loadArchive(engine, cli.archive(file), progress));
      print(cli, `${file} is loaded.`);
    });
}

async function shown<T>(cli: Cli, work: (progress: Progress) => Promise<T>): Promise<T> {
  const line = progressLine(cli);
  try {
    return await work((progress) => line.listen(stepEvent(progress)));
  } finally {
    line.clear();
  }
}
