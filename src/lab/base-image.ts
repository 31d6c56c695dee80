/** The image that every lab builds on: pulled and completed where a registry answers, made of the host's busybox where none does. */
import { Readable } from 'node:stream';
import type { Engine, Labels, Progress } from '../host/engine.ts';
import { DocklabError, type ErrorCode } from '../host/error.ts';
import { BASE_IMAGE } from './names.ts';

/** Version of what `labs/base` holds. Raise it with every change there: an image of another version is replaced. */
export const BASE_VERSION = '1';

const VERSION_LABEL = 'io.docklab.base';
// No role: every container of a learner's would inherit it.
const LABELS: Labels = { [VERSION_LABEL]: BASE_VERSION };

/** How long a pull may say nothing before docklab stops waiting for the registry. */
const PULL_SILENCE_MS = 15_000;

/** A root filesystem made of this machine's own static busybox, or why it cannot be had. */
export type Rootfs =
  { is: 'here'; tar: NodeJS.ReadableStream; from: string } | { is: 'missing'; reason: string };

/** What the base image is made of. Implemented in `adapters/base-image-source.ts`. */
export interface BaseImageSource {
  /** A public busybox, pinned by digest. */
  readonly publicImage: string;
  /** The version of busybox in it. */
  readonly publicVersion: string;
  /** Build context of docklab's layer; its Dockerfile takes the image below as the argument `BUSYBOX`. */
  layer(): Promise<NodeJS.ReadableStream>;
  /** For an engine of this architecture, as the engine names it (`x86_64`). */
  rootfs(architecture: string): Promise<Rootfs>;
}

/** Whether the engine has the base image in the version that this docklab needs. */
export async function hasBaseImage(engine: Engine, signal?: AbortSignal): Promise<boolean> {
  const image = await engine.image(BASE_IMAGE, signal);
  return image?.labels[VERSION_LABEL] === BASE_VERSION;
}

/**
 * Makes sure that the base image is there, and says how it came: `present`, `pulled` or `made`.
 * Rejects with `image-missing` when there is neither a registry nor a static busybox, saying what to do.
 */
export async function ensureBaseImage(
  engine: Engine,
  source: BaseImageSource,
  progress: Progress,
  signal?: AbortSignal,
): Promise<'present' | 'pulled' | 'made'> {
  if (await hasBaseImage(engine, signal)) return 'present';
  const pull = await pullPublicImage(engine, source.publicImage, progress, signal);
  if (pull.is === 'pulled') {
    await completeImage(engine, source, progress, signal);
    return 'pulled';
  }
  signal?.throwIfAborted();
  await makeImage(engine, source, pull.reason, progress, signal);
  return 'made';
}

type Pull = { is: 'pulled' } | { is: 'no-registry'; reason: string };

/** Failures of a pull that another way to the image can make good; all others are the engine's own. */
const NO_REGISTRY: ReadonlySet<ErrorCode> = new Set([
  'image-missing',
  'not-found',
  'engine-refused',
  'timeout',
  'cancelled',
]);

async function pullPublicImage(
  engine: Engine,
  image: string,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<Pull> {
  if ((await engine.image(image, signal)) !== undefined) return { is: 'pulled' };
  progress({ step: 'Ask the registry for busybox' });
  const silence = new AbortController();
  const either = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]);
  let timer = setTimeout(() => silence.abort(), PULL_SILENCE_MS);
  const heard: Progress = (step) => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), PULL_SILENCE_MS);
    progress(step);
  };
  try {
    await engine.pullImage(image, heard, either);
    return { is: 'pulled' };
  } catch (error) {
    if (signal?.aborted || !(error instanceof DocklabError) || !NO_REGISTRY.has(error.code))
      throw error;
    return { is: 'no-registry', reason: reasonOf(error, silence.signal) };
  } finally {
    clearTimeout(timer);
  }
}

const reasonOf = (error: DocklabError, silence: AbortSignal) =>
  silence.aborted
    ? `no registry answered within ${PULL_SILENCE_MS / 1000} seconds`
    : error.why || error.message;

async function completeImage(
  engine: Engine,
  source: BaseImageSource,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<void> {
  const context = await source.layer();
  const args = { BUSYBOX: source.publicImage };
  const build = { context, dockerfile: 'Dockerfile', tag: BASE_IMAGE, labels: LABELS, args };
  await engine.buildImage(build, progress, signal);
}

async function makeImage(
  engine: Engine,
  source: BaseImageSource,
  noRegistry: string,
  progress: Progress,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { architecture } = await engine.info();
  const rootfs = await source.rootfs(architecture);
  if (rootfs.is === 'missing') throw imageMissing(noRegistry, rootfs.reason);
  const step = `No registry answers: make the base image of ${rootfs.from}`;
  progress({ step });
  const tar = Readable.from(counted(rootfs.tar, (done) => progress({ step, done, of: 'bytes' })));
  const labels = Object.entries(LABELS).map(([key, value]) => `LABEL ${key}=${value}`);
  await engine.importImage(tar, BASE_IMAGE, [...labels, 'CMD ["sh"]'], signal);
}

/** The same bytes, counted as they go. */
async function* counted(tar: NodeJS.ReadableStream, tell: (bytes: number) => void) {
  let done = 0;
  for await (const chunk of tar) {
    done += chunk.length;
    tell(done);
    yield chunk;
  }
}

const imageMissing = (noRegistry: string, noBusybox: string) =>
  new DocklabError('image-missing', `The base image ${BASE_IMAGE} cannot be had here.`, {
    why: `It could not be pulled (${noRegistry}), and not be made here either (${noBusybox}).`,
    next: [
      'Give the engine access to a registry, then run: docklab images build',
      'Or, on the machine where docklab runs: sudo apt-get install busybox-static, then: docklab images build',
      'Or bring it from a machine that has it: docklab images save FILE there, docklab images load FILE here',
    ],
  });
