/** The two tar streams of the base image: a build context, and a whole root filesystem. */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pack, type Pack } from 'tar-stream';

/** Folders of the root filesystem and their modes. */
const FOLDERS: readonly [name: string, mode: number][] = [
  ['bin', 0o755],
  ['dev', 0o755],
  ['etc', 0o755],
  ['home', 0o755],
  ['proc', 0o555],
  ['root', 0o700],
  ['sys', 0o555],
  ['tmp', 0o1777],
  ['usr', 0o755],
  ['usr/bin', 0o755],
  ['usr/sbin', 0o755],
  ['var', 0o755],
];

/** Modes are said here, not read: a checkout or an unpacked package may have lost them. */
function modeOf(path: string): number {
  if (/(^|\/)s?bin\//.test(path)) return 0o755;
  return path.endsWith('etc/shadow') ? 0o640 : 0o644;
}

/** Files below `dir` as a build context. */
export async function contextTar(dir: string): Promise<NodeJS.ReadableStream> {
  const tar = pack();
  await addFiles(tar, dir, '');
  tar.finalize();
  return Readable.from(tar);
}

/** A root filesystem: busybox under all its names, and the files below `dir` over it. */
export async function rootfsTar(
  dir: string,
  busybox: { path: string; applets: readonly string[] },
): Promise<NodeJS.ReadableStream> {
  const tar = pack();
  for (const [name, mode] of FOLDERS) tar.entry({ name, mode, type: 'directory' });
  tar.entry({ name: 'bin/busybox', mode: 0o755 }, await readFile(busybox.path));
  for (const applet of busybox.applets)
    tar.entry({ name: `bin/${applet}`, type: 'symlink', linkname: 'busybox' });
  await addFiles(tar, dir, '');
  tar.finalize();
  return Readable.from(tar);
}

async function addFiles(tar: Pack, dir: string, below: string): Promise<void> {
  const entries = await readdir(join(dir, below), { withFileTypes: true });
  for (const entry of entries) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) await addFiles(tar, dir, name);
    else tar.entry({ name, mode: modeOf(name) }, await readFile(join(dir, name)));
  }
}
