import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import type { ImageProgress } from '../../../src/host/engine.ts';
import { BASE, engine, LABELS, LIMITS, OURS, SESSION } from './support.ts';

const quiet = () => undefined;
const tag = (name: string) => `docklab-test/${SESSION}-${name}:1`;

function context(files: Record<string, string>): Readable {
  const tar = pack();
  for (const [name, text] of Object.entries(files)) tar.entry({ name }, text);
  tar.finalize();
  return Readable.from(tar);
}

const build = (
  name: string,
  dockerfile: string,
  progress = quiet as (step: ImageProgress) => void,
  more = {},
) =>
  engine.buildImage(
    {
      context: context({ Dockerfile: dockerfile, 'file.txt': 'content' }),
      dockerfile: 'Dockerfile',
      tag: tag(name),
      labels: LABELS,
      ...more,
    },
    progress,
  );

describe('building an image', () => {
  test('reports its steps, resolves to the id, and labels what it made', async () => {
    const steps: ImageProgress[] = [];
    const id = await build(
      'built',
      `FROM ${BASE}\nCOPY file.txt /f\nUSER 1234\n`,
      (step) => void steps.push(step),
    );
    const image = await engine.image(tag('built'));
    expect(image).toMatchObject({ id, tags: [tag('built')], user: '1234' });
    expect(image?.labels).toMatchObject(LABELS);
    expect(steps[1]).toEqual({ step: 'COPY file.txt /f', done: 1, total: 5, of: 'steps' });
    expect((await engine.images([OURS])).map((one) => one.id)).toContain(id);
    const printed = await engine.run(
      { image: tag('built'), labels: LABELS, command: ['cat', '/f'] },
      LIMITS,
    );
    expect(printed).toMatchObject({ stdout: 'content' });
  });

  test('takes arguments and a target', async () => {
    const file = `FROM ${BASE} AS one\nLABEL ${OURS}\nARG WHO\nRUN echo "$WHO" > /who\nFROM one AS two\nRUN false\n`;
    await build('target', file, quiet, { args: { WHO: 'me' }, target: 'one' });
    const printed = await engine.run(
      { image: tag('target'), labels: LABELS, command: ['cat', '/who'] },
      LIMITS,
    );
    expect(printed).toMatchObject({ stdout: 'me\n' });
  });

  test('that fails says which step and what that printed, sanitised', async () => {
    const failing = build(
      'failing',
      `FROM ${BASE}\nLABEL ${OURS}\nRUN echo fine\nRUN printf '\\033[31mno luck\\033[0m\\n'; exit 9\n`,
    );
    await expect(failing).rejects.toMatchObject({
      code: 'engine-refused',
      why: expect.stringMatching(/Step failed: RUN printf.*\n(.*\n)*no luck\n.*non-zero code: 9/),
    });
    await expect(failing).rejects.not.toMatchObject({ why: expect.stringContaining('fine') });
    expect(await engine.image(tag('failing'))).toBeUndefined();
  });

  test('stops when its caller does', async () => {
    const stop = new AbortController();
    const building = engine.buildImage(
      {
        context: context({ Dockerfile: `FROM ${BASE}\nLABEL ${OURS}\nRUN sleep 300\n` }),
        dockerfile: 'Dockerfile',
        tag: tag('slow'),
        labels: LABELS,
      },
      quiet,
      stop.signal,
    );
    setTimeout(() => stop.abort(), 700);
    await expect(building).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('moving images', () => {
  test('saved, removed and loaded, it is the same', async () => {
    const id = await build('moved', `FROM ${BASE}\nCOPY file.txt /moved\n`);
    const tar = await buffer(await engine.saveImages([tag('moved')]));
    await engine.removeImage(tag('moved'));
    expect(await engine.image(tag('moved'))).toBeUndefined();
    await engine.loadImages(Readable.from([tar]), quiet);
    expect(await engine.image(tag('moved'))).toMatchObject({ id });
  });

  test('what is no archive of images is refused', async () => {
    await expect(
      engine.loadImages(Readable.from([Buffer.from('nonsense')]), quiet),
    ).rejects.toMatchObject({
      code: 'engine-refused',
    });
  });

  test('a root filesystem is imported with its settings', async () => {
    await engine.importImage(context({ 'etc/motd': 'hi' }), tag('imported'), [
      'USER 77',
      `LABEL ${OURS}`,
    ]);
    expect(await engine.image(tag('imported'))).toMatchObject({
      user: '77',
      labels: { 'io.docklab.session': SESSION },
    });
  });

  test('a second tag is the same image, and removing one leaves the other', async () => {
    const id = await build('tagged', `FROM ${BASE}\nCOPY file.txt /tagged\n`);
    await engine.tagImage(tag('tagged'), `docklab-test/${SESSION}-second`, '1');
    await engine.removeImage(tag('tagged'));
    expect(await engine.image(tag('second'))).toMatchObject({ id, tags: [tag('second')] });
  });
});

describe('images that are not there', () => {
  test('are undefined, and removing them is no error', async () => {
    expect(await engine.image('docklab-test/none:1')).toBeUndefined();
    await engine.removeImage('docklab-test/none:1');
  });

  test('cannot be saved', async () => {
    await expect(engine.saveImages(['docklab-test/none:1'])).rejects.toMatchObject({
      code: 'image-missing',
    });
  });

  test.each(['../containers/json', 'a b', '', 'a?force=1', '-x', 'a/../b'])(
    '%j is no name of one',
    async (name) => {
      expect(await engine.image(name)).toBeUndefined();
      await expect(engine.removeImage(name)).rejects.toMatchObject({ code: 'usage' });
    },
  );
});
