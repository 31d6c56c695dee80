/**
 * The archive of one image, as `docker save` writes it: Docker's own layout, and OCI's with the same `manifest.json`
 * (https://github.com/moby/docker-image-spec). Read in one pass, without unpacking anything to a disk.
 */
import { posix } from 'node:path';
import { BadArchive } from './bad-archive.ts';
import { Budget, type ReadLimits } from './budget.ts';
import { readLayer, type Compression, type Layer } from './layer.ts';
import { Search } from './search.ts';
import { stack, type Stacked } from './stack.ts';
import { tarEntries, type TarEntry } from './tar.ts';

export interface SavedImage extends Stacked {
  /** For each layer, bottom first, the instruction that made it, as the image says; empty where it does not. */
  createdBy: readonly string[];
  /** Where the image's own description holds a value that was looked for. */
  mentions: readonly Mention[];
}

/** A place in an image's configuration: an instruction of its history, a variable, or another key. */
export interface Mention {
  in: 'history' | 'environment' | 'other';
  /** The instruction, or the variable with its value, or the key. Hostile text. */
  text: string;
  holds: readonly number[];
}

const MAX_JSON_BYTES = 4 * 1024 * 1024;
/** Enough of a file to tell what it is. */
const HEAD_BYTES = 512;

interface Parts {
  layers: Map<string, Layer>;
  json: Map<string, string>;
  links: Map<string, string>;
}

/** Throws `BadArchive` when this is no archive of an image, is damaged, or goes over a limit. */
export async function readSavedImage(
  archive: AsyncIterable<Uint8Array>,
  limits: ReadLimits,
  search = new Search([]),
): Promise<SavedImage> {
  const budget = new Budget(limits);
  const parts: Parts = { layers: new Map(), json: new Map(), links: new Map() };
  for await (const entry of tarEntries(budget.counted(archive))) {
    budget.spendEntries(1);
    const path = posix.join('/', entry.path);
    if (entry.type === 'symlink' || entry.type === 'hard-link')
      parts.links.set(path, linkTarget(entry, path));
    else if (entry.type === 'file') await readPart(entry, path, parts, budget, search);
  }
  return assemble(parts, search);
}

/** Docker keeps two equal layers once, and a link for the other. */
const linkTarget = ({ type, linkPath }: TarEntry, path: string) =>
  type === 'symlink' ? posix.resolve(posix.dirname(path), linkPath) : posix.join('/', linkPath);

async function readPart(
  entry: TarEntry,
  path: string,
  { layers, json }: Parts,
  budget: Budget,
  search: Search,
): Promise<void> {
  const head = await headOf(entry.content);
  const kind = kindOf(head.bytes);
  if (kind !== 'text') layers.set(path, await readLayer(head.all(), kind, budget, search));
  else if (entry.size <= MAX_JSON_BYTES) json.set(path, await textOf(head.all()));
}

/** The first bytes of a file, and all of it once more from there. */
async function headOf(content: AsyncIterable<Buffer>) {
  const source = content[Symbol.asyncIterator]();
  const pieces: Buffer[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await source.next();
    if (next.done === true) break;
    pieces.push(next.value);
    length += next.value.length;
  }
  async function* all() {
    yield* pieces;
    for (let next = await source.next(); next.done !== true; next = await source.next())
      yield next.value;
  }
  return { bytes: Buffer.concat(pieces), all };
}

/** By the first bytes: names say nothing in OCI's layout. A layer without files is a tar of nothing but zeros. */
function kindOf(head: Buffer): Compression | 'text' {
  const starts = head.toString('hex', 0, 4);
  if (starts.startsWith('1f8b')) return 'gzip';
  if (starts === '28b52ffd') return 'zstd';
  if (head.length < HEAD_BYTES) return 'text';
  const isTar = head.toString('latin1', 257, 262) === 'ustar';
  return isTar || head.subarray(0, HEAD_BYTES).every((byte) => byte === 0) ? 'none' : 'text';
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

function assemble(parts: Parts, search: Search): SavedImage {
  const manifests = parse(parts.json.get('/manifest.json'));
  const [manifest] = Array.isArray(manifests) ? manifests : [];
  const { Layers: names, Config: config } = (manifest ?? {}) as Record<string, unknown>;
  if (!Array.isArray(names)) throw new BadArchive('it does not say which layers it has');
  const layers = names.map((name: unknown) => layerAt(String(name), parts));
  const said = parse(parts.json.get(posix.join('/', String(config))));
  const createdBy = historyOf(said, names.length);
  return { ...stack(layers), createdBy, mentions: mentionsIn(said, search) };
}

function layerAt(name: string, { layers, links }: Parts): Layer {
  const path = posix.join('/', name);
  const layer = layers.get(path) ?? layers.get(links.get(path) ?? '');
  if (layer === undefined) throw new BadArchive('one of its layers is missing');
  return layer;
}

function parse(json: string | undefined): unknown[] | Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(json ?? '[]');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : [];
  } catch {
    throw new BadArchive('what it says of its layers is no JSON');
  }
}

/** The instructions that made a layer; all empty when they do not fit the layers. */
function historyOf(config: unknown, layers: number): string[] {
  const { history } = config as Record<string, unknown>;
  const made = (Array.isArray(history) ? (history as unknown[]) : [])
    .map((step) => (step ?? {}) as Record<string, unknown>)
    .filter((step) => step['empty_layer'] !== true)
    .map(({ created_by: by }) => (typeof by === 'string' ? by : ''));
  return made.length === layers ? made : Array.from({ length: layers }, () => '');
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function mentionsIn(said: unknown, search: Search): Mention[] {
  const { history, config, ...rest } = said as Record<string, unknown>;
  const { Env: variables, ...keys } = (config ?? {}) as Record<string, unknown>;
  const places: Omit<Mention, 'holds'>[] = [
    ...listOf(history).map((step) => ({ in: 'history' as const, text: instructionOf(step) })),
    ...listOf(variables).map((text) => ({ in: 'environment' as const, text: String(text) })),
    ...Object.entries({ ...rest, ...keys }).map(([key, value]) => ({
      in: 'other' as const,
      text: `${key} ${JSON.stringify(value)}`,
    })),
  ];
  return places
    .map((place) => ({ ...place, holds: search.inText(place.text) }))
    .filter(({ holds }) => holds.length > 0);
}

function instructionOf(step: unknown): string {
  const { created_by: by, comment } = (step ?? {}) as Record<string, unknown>;
  return [by, comment].filter((text) => typeof text === 'string').join(' ');
}
