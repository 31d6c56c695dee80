import { describe, expect, test } from 'vitest';
import { readSavedImage } from '../../../src/image/saved-image.ts';
import { Search } from '../../../src/image/search.ts';
import { file, inPieces, tar } from './made.ts';

const OLD = '0123456789abcdef01234567';
const NEW = 'fedcba9876543210fedcba98';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a value', () => {
  const search = new Search([OLD, NEW]);
  const inContent = (text: string, size?: number) =>
    search.inContent(inPieces(Buffer.from(text), size));

  test.each([
    ['by itself', OLD, [0]],
    ['among other text', `password=${NEW}\n`, [1]],
    ['together with another', `${NEW} and ${OLD}`, [0, 1]],
    ['in base64', base64(OLD), [0]],
    ['in base64, with what follows it', base64(`${NEW}\n`), [1]],
    ['in base64, with one byte before it', base64(`=${OLD}`), [0]],
    ['in base64, with two bytes before it', base64(`p=${NEW}\n`), [1]],
    ['in base64, with a word before it', base64(`password=${OLD}`), [0]],
    ['that is cut', OLD.slice(1), []],
    ['in nothing', '', []],
  ])('is found %s', async (_where, text, found) => {
    expect(search.inText(text)).toEqual(found);
    expect(await inContent(text)).toEqual(found);
  });

  test.each([1, 7, 23, 24, 100])('is found across pieces of %i bytes', async (size) => {
    expect(await inContent(`${'x'.repeat(50)}${OLD}${'y'.repeat(50)}`, size)).toEqual([0]);
  });

  test('that is empty is never found', () => {
    expect(new Search(['']).inText('anything')).toEqual([]);
  });
});

describe('values in an image', () => {
  const layers = [
    [file('app/vault.conf', 0o600, { content: `password=${OLD}\n` }), file('app/list', 0o644)],
    [file('app/.wh.vault.conf', 0o644, { content: '' })],
    [file('app/new', 0o644, { content: base64(NEW) })],
  ];
  const config = {
    config: {
      Env: ['PATH=/bin', `VAULT_PASSWORD=${OLD}`],
      Labels: { note: `see ${NEW}` },
      Cmd: ['httpd'],
    },
    history: [
      { created_by: `|1 P=${OLD} /bin/sh -c echo > /app/vault.conf` },
      { created_by: 'ARG P', empty_layer: true },
      { created_by: 'rm /app/vault.conf' },
      { created_by: 'COPY new' },
    ],
  };

  async function readWith(values: readonly string[]) {
    const tars = await Promise.all(layers.map((entries) => tar(...entries)));
    const names = tars.map((_, at) => `${at}/layer.tar`);
    const manifest = [{ Config: 'config.json', Layers: names }];
    const archive = await tar(
      ...tars.map((content, at) => ({ name: names[at] ?? '', content })),
      { name: 'config.json', content: JSON.stringify(config) },
      { name: 'manifest.json', content: JSON.stringify(manifest) },
    );
    const limits = { maxBytes: 1e6, maxEntries: 1000 };
    return readSavedImage(inPieces(archive, 1000), limits, new Search(values));
  }

  test('are found in files, those of lower layers too', async () => {
    const { present, hidden } = await readWith([OLD, NEW]);
    expect(present).toMatchObject([{ path: '/app/new', layer: 2, holds: [1] }]);
    expect(hidden).toMatchObject([
      { path: '/app/vault.conf', layer: 0, holds: [0], by: 'removed', at: 1 },
    ]);
  });

  test('are found in the history, the environment and what else the image says of itself', async () => {
    const { mentions } = await readWith([OLD, NEW]);
    expect(mentions.map(({ in: place, text, holds }) => [place, text.slice(0, 20), holds])).toEqual(
      [
        ['history', `|1 P=${OLD}`.slice(0, 20), [0]],
        ['environment', `VAULT_PASSWORD=${OLD}`.slice(0, 20), [0]],
        ['other', `Labels {"note":"see `, [1]],
      ],
    );
  });

  test('are not looked for where nobody asks', async () => {
    expect(await readWith([])).toMatchObject({ present: [], hidden: [], mentions: [] });
  });
});
