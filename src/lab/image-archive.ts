/** Images in a file, for rooms without a registry: what a machine with a network saves, the others load. */
import type { Engine, Progress } from '../host/engine.ts';
import { DocklabError } from '../host/error.ts';
import { hasBaseImage } from './base-image.ts';
import { BASE_IMAGE, LABEL } from './names.ts';

/** A file of images. Implemented in `adapters/archive-file.ts`. */
export interface Archive {
  readonly name: string;
  /** Writes all of it or nothing: what was there before stays until the new one is complete. Resolves to its bytes. */
  write(tar: NodeJS.ReadableStream, onBytes: (bytes: number) => void): Promise<number>;
  read(onBytes: (done: number, total: number) => void): Promise<NodeJS.ReadableStream>;
}

/** Names of the images a room needs: the base image, and every image that docklab built for a lab of this course. */
export async function imagesOfCourse(engine: Engine, course: string): Promise<string[]> {
  const built = await engine.images([`${LABEL.imageCourse}=${course}`]);
  return [...new Set([BASE_IMAGE, ...built.flatMap((image) => image.tags)])];
}

/** Saves images to the archive; resolves to its size in bytes. The base image must be there (`ensureBaseImage`). */
export async function saveArchive(
  engine: Engine,
  references: readonly string[],
  archive: Archive,
  progress: Progress,
): Promise<number> {
  const tar = await engine.saveImages(references);
  const step = `Save ${references.length} ${references.length === 1 ? 'image' : 'images'}`;
  return archive.write(tar, (done) => progress({ step, done }));
}

/** Loads an archive into the engine. Rejects with `image-missing` when it held no base image for this docklab. */
export async function loadArchive(
  engine: Engine,
  archive: Archive,
  progress: Progress,
): Promise<void> {
  const step = `Load ${archive.name}`;
  const tar = await archive.read((done, total) => progress({ step, done, total }));
  await engine.loadImages(tar, progress);
  if (await hasBaseImage(engine)) return;
  throw new DocklabError('image-missing', `${archive.name} holds no base image for this docklab.`, {
    why: 'It was saved by another version of docklab, or is an archive of other images.',
    next: [`Save it again with this version: docklab images save ${archive.name}`],
  });
}
