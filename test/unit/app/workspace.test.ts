import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localFiles } from '../../../src/adapters/files.ts';
import { fileError } from '../../../src/adapters/files/errors.ts';
import type { AppEvent } from '../../../src/app/events.ts';
import { setWorkspaceAside } from '../../../src/app/workspace.ts';
import type { World } from '../../../src/app/world.ts';
import type { Lesson } from '../../../src/course/types.ts';

const LESSON = { id: 'hello' } as Lesson;
const OLDEST = 'hello.before-2026-01-01T00-00-00-000Z';
let dir: string;
let told: AppEvent[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'docklab-workspace-'));
  told = [];
});

afterEach(() => rm(dir, { recursive: true }));

/** What a plain user meets where the engine, as root, made a folder in their workspace. */
const refusal = (code: string) => (path: string) =>
  Promise.reject(fileError(Object.assign(new Error(code), { code }), 'remove', path));

async function setAside(remove = localFiles().remove): Promise<void> {
  const files = localFiles();
  for (const name of ['hello', OLDEST, 'hello.before-2026-02', 'hello.before-2026-03'])
    await files.makeDirectory(join(dir, name, 'secret'));
  const world = { files: { ...files, remove }, paths: { workspaces: dir } } as unknown as World;
  await setWorkspaceAside(world, LESSON, (event) => told.push(event));
}

describe('a workspace that is set aside', () => {
  it('is kept under a name with the time, and the oldest of four goes', async () => {
    await setAside();
    const names = await readdir(dir);
    expect(names).toHaveLength(3);
    expect(names).not.toContain(OLDEST);
    expect(names).not.toContain('hello');
    expect(told).toEqual([]);
  });

  it('is as new also where root owns something in the oldest one, which is told with the command', async () => {
    await setAside(refusal('EACCES'));
    const names = await readdir(dir);
    expect(names).toContain(OLDEST);
    expect(names).not.toContain('hello');
    const path = join(dir, OLDEST);
    const text = `${path} stays: something in it belongs to another user. Remove it: sudo rm -r ${path}`;
    expect(told).toEqual([{ is: 'notice', text }]);
  });

  it('does not pass over any other failure', async () => {
    await expect(setAside(refusal('EIO'))).rejects.toMatchObject({ code: 'internal' });
  });
});
