/** Layers laid over each other, as a container sees them: which files that matter are there, and which lie below. */
import type { Inode, Layer, LayerEntry } from './layer.ts';

/** A file with a setuid or setgid bit, with a file capability, or with a value that was looked for. */
export interface NotedFile {
  /** Absolute. Text of the image: to be sanitised before it is shown. */
  path: string;
  mode: number;
  capability: boolean;
  /** Places in the list of values that were looked for. */
  holds: readonly number[];
  /** The layer that it is in, counted from 0 at the bottom. */
  layer: number;
  /** The other name of a hard link, where this is not the first one. */
  linkOf: string | undefined;
}

/** One that a later layer took away or replaced: not in the container, still in the image's archive. */
export interface HiddenFile extends NotedFile {
  by: 'removed' | 'replaced';
  /** The layer that hides it. */
  at: number;
}

export interface Stacked {
  present: NotedFile[];
  hidden: HiddenFile[];
}

export const SETUID = 0o4000;
export const SETGID = 0o2000;

interface Node {
  entry: LayerEntry;
  layer: number;
  children: Map<string, Node>;
}

const directory = (layer: number): Node => ({
  entry: { is: 'directory' },
  layer,
  children: new Map(),
});

/** What a container of these layers, bottom first, sees. */
export function stack(layers: readonly Layer[]): Stacked {
  const root = directory(0);
  const hidden: HiddenFile[] = [];
  const hide = (node: Node, path: string, by: HiddenFile['by'], at: number) =>
    hidden.push(...noted(node, path).map((file) => ({ ...file, by, at })));

  for (const [at, layer] of layers.entries()) {
    // What a layer takes away is of the layers below, whatever the order in its tar.
    for (const path of layer.removed) {
      const parent = find(root, parentOf(path));
      const gone = parent?.children.get(baseOf(path));
      if (gone) hide(gone, `/${path}`, 'removed', at);
      parent?.children.delete(baseOf(path));
    }
    for (const path of layer.emptied) {
      const emptied = find(root, path);
      for (const [name, child] of emptied?.children ?? [])
        hide(child, path === '' ? `/${name}` : `/${path}/${name}`, 'removed', at);
      emptied?.children.clear();
    }
    for (const [path, entry] of layer.entries) {
      const parent = make(root, parentOf(path), at);
      const below = parent.children.get(baseOf(path));
      const merges = entry.is === 'directory' && below?.entry.is === 'directory';
      if (merges) continue;
      if (below) hide(below, `/${path}`, 'replaced', at);
      parent.children.set(baseOf(path), { entry, layer: at, children: new Map() });
    }
  }
  return { present: noted(root, ''), hidden };
}

const baseOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));
const steps = (path: string) => (path === '' ? [] : path.split('/'));

function find(root: Node, path: string): Node | undefined {
  let node: Node | undefined = root;
  for (const step of steps(path)) node = node?.children.get(step);
  return node;
}

function make(root: Node, path: string, layer: number): Node {
  let node = root;
  for (const step of steps(path)) {
    const next = node.children.get(step) ?? directory(layer);
    node.children.set(step, next);
    node = next;
  }
  return node;
}

/** The files that matter at and below a node, in the order of their paths. */
function noted(top: Node, topPath: string): NotedFile[] {
  const found: NotedFile[] = [];
  const waiting: [Node, string][] = [[top, topPath]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [node, path] = next;
    for (const [name, child] of node.children) waiting.push([child, `${path}/${name}`]);
    if (node.entry.is === 'file' && isNoted(node.entry.inode))
      found.push(asFile(node.entry.inode, path, node.layer));
  }
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

const isNoted = ({ mode, capability, holds }: Inode) =>
  capability || holds.length > 0 || (mode & (SETUID | SETGID)) !== 0;

function asFile({ mode, capability, holds, first }: Inode, path: string, layer: number): NotedFile {
  const linkOf = `/${first}` === path ? undefined : readable(`/${first}`);
  return { path: readable(path), mode, capability, holds, layer, linkOf };
}

const readable = (latin1: string) => Buffer.from(latin1, 'latin1').toString('utf8');
