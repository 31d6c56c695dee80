import { describe, expect, it } from 'vitest';
import { knownVersions, refreshVersions } from '../../../src/app/known-versions.ts';
import { DocklabError } from '../../../src/host/error.ts';
import type { Limits } from '../../../src/host/engine.ts';
import { localFiles } from '../../../src/adapters/files.ts';
import { memoryReader } from '../course/memory-reader.ts';

const NOW = new Date('2026-11-25T12:00:00Z');
const URL_OF_COURSE = 'https://example.org/versions.yaml';
const KEPT = '/cache/versions.yaml';

const data = (asOf: string, refresh = '') =>
  `format: 1\nas-of: ${asOf}\n${refresh === '' ? '' : `refresh: ${refresh}\n`}products: {}\n`;

/** A world whose files and network are what the test says, and which notes what was asked of them. */
function world(course: string | undefined, published?: string | DocklabError, kept?: string) {
  const disk = new Map(kept === undefined ? [] : [[KEPT, kept]]);
  const asked: { url: string; limits: Limits }[] = [];
  return {
    reader: memoryReader(course === undefined ? {} : { 'versions.yaml': course }),
    paths: { workspaces: '/w', progress: '/p', state: '/s', versions: KEPT },
    files: {
      ...localFiles(),
      read: (path: string) => Promise.resolve(disk.get(path)),
      write: (path: string, text: string) => Promise.resolve(void disk.set(path, text)),
    },
    fetchText: (url: string, limits: Limits) => {
      asked.push({ url, limits });
      return published === undefined || published instanceof DocklabError
        ? Promise.reject(published ?? new Error('nobody should ask'))
        : Promise.resolve(published);
    },
    disk,
    asked,
  };
}

describe('what is known', () => {
  it("is the course's own file, without asking anybody", async () => {
    const here = world(data('2026-11-17', URL_OF_COURSE));
    expect(await knownVersions(here, NOW)).toMatchObject({
      from: 'course',
      versions: { asOf: '2026-11-17' },
      refresh: URL_OF_COURSE,
    });
    expect(here.asked).toEqual([]);
  });

  it('is what was fetched where that is newer, but never its address', async () => {
    const kept = data('2026-11-20', 'https://elsewhere.example/');
    expect(await knownVersions(world(data('2026-11-17'), undefined, kept), NOW)).toMatchObject({
      from: 'fetched',
      versions: { asOf: '2026-11-20' },
      refresh: undefined,
    });
  });

  it.each([
    ['older', data('2026-11-01')],
    ['as old', data('2026-11-17')],
    ['no YAML', '{'],
    ['of a day that is yet to come', data('2027-01-01')],
    ['empty', ''],
  ])("is the course's own where what was fetched is %s", async (_, kept) => {
    expect(await knownVersions(world(data('2026-11-17'), undefined, kept), NOW)).toMatchObject({
      from: 'course',
    });
  });

  it('is nothing where the course has no file, and its mistakes where it has them', async () => {
    expect(await knownVersions(world(undefined, undefined, data('2026-11-20')), NOW)).toEqual({
      is: 'none',
    });
    expect(await knownVersions(world('format: 1\n'), NOW)).toMatchObject({ is: 'invalid' });
  });
});

describe('asking for newer data', () => {
  it('fetches what the course names, within limits, and keeps it', async () => {
    const here = world(data('2026-11-17', URL_OF_COURSE), data('2026-11-24'));
    expect(await refreshVersions(here, NOW)).toEqual({ is: 'fetched', asOf: '2026-11-24' });
    expect(here.asked).toEqual([
      { url: URL_OF_COURSE, limits: { timeoutMs: 10_000, maxBytes: 64 * 1024 } },
    ]);
    expect(await knownVersions(here, NOW)).toMatchObject({ from: 'fetched' });
  });

  it('asks the address of the course, not the one in what was fetched before', async () => {
    const kept = data('2026-11-20', 'https://elsewhere.example/');
    const here = world(data('2026-11-17', URL_OF_COURSE), data('2026-11-24'), kept);
    await refreshVersions(here, NOW);
    expect(here.asked.map(({ url }) => url)).toEqual([URL_OF_COURSE]);
  });

  it.each(['2026-11-17', '2026-11-20'])('keeps nothing that is not newer: %s', async (asOf) => {
    const kept = data('2026-11-20');
    const here = world(data('2026-11-17', URL_OF_COURSE), data(asOf), kept);
    expect(await refreshVersions(here, NOW)).toEqual({ is: 'not-newer', asOf });
    expect(here.disk.get(KEPT)).toBe(kept);
  });

  it('asks nobody where the course names no address, or has no file', async () => {
    for (const course of [data('2026-11-17'), undefined]) {
      const here = world(course, data('2026-11-24'));
      expect(await refreshVersions(here, NOW)).toEqual({ is: 'no-address' });
      expect(here.asked).toEqual([]);
    }
  });

  it.each([
    ['a page of another kind', '<html>', 'is no list of versions'],
    [
      'another format',
      data('2026-11-24').replace('format: 1', 'format: 2'),
      'is no list of versions',
    ],
    ['a day that is yet to come', data('2027-01-01'), '2027-01-01, which is yet to come'],
    ['control characters', `${data('2026-11-24')}"\\e[2J": 1\n`, 'is no list of versions'],
  ])('keeps nothing of %s, and says why', async (_, published, why) => {
    const here = world(data('2026-11-17', URL_OF_COURSE), published);
    const refreshed = await refreshVersions(here, NOW);
    expect(refreshed).toMatchObject({ is: 'failed', error: { code: 'fetch-failed' } });
    expect(refreshed.is === 'failed' && refreshed.error.message).toContain(why);
    expect(here.disk.size).toBe(0);
  });

  it('says why it failed, and that a file with mistakes asks nobody', async () => {
    const lost = new DocklabError('timeout', 'Nobody answered.');
    expect(await refreshVersions(world(data('2026-11-17', URL_OF_COURSE), lost), NOW)).toEqual({
      is: 'failed',
      error: lost,
    });
    const broken = world('format: 1\n', data('2026-11-24'));
    expect(await refreshVersions(broken, NOW)).toMatchObject({ error: { code: 'course-invalid' } });
    expect(broken.asked).toEqual([]);
  });

  it('ends when it is cancelled', async () => {
    const cancelled = new DocklabError('cancelled', 'Cancelled.');
    await expect(
      refreshVersions(world(data('2026-11-17', URL_OF_COURSE), cancelled), NOW),
    ).rejects.toBe(cancelled);
  });
});
