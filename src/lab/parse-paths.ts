/** Paths of a lab: build contexts, mounts and devices. What is relative stays inside the course folder. */
import { resolve } from 'node:path/posix';
import type { LabService } from './spec.ts';
import { wrong } from './parse-values.ts';
import type { Read } from './parse-values.ts';

/** Absolute folders. */
export interface LabFolders {
  lab: string;
  course: string;
}

export type Volume = LabService['volumes'][number];
export type Device = LabService['devices'][number];

const inside = (folder: string, path: string) => path === folder || path.startsWith(`${folder}/`);

/** A folder of the course, relative to the lab's, to an absolute one. */
export function courseFolder(folders: LabFolders, text: string): Read<string> {
  if (text === '') return wrong('expected a folder relative to the lab, such as web');
  const path = resolve(folders.lab, text);
  return inside(folders.course, path)
    ? { is: 'value', value: path }
    : wrong(`${text} is outside of the course folder: expected a folder inside it`);
}

/** A Dockerfile's path, which stays inside its build context. */
export function dockerfile(text: string): Read<string> {
  return text !== '' && inside('/context', resolve('/context', text))
    ? { is: 'value', value: text }
    : wrong(`${text} is outside of the build context: expected a file inside it`);
}

/** `data:/var/lib`, `./www:/www:ro`, `/etc/hosts:/etc/hosts:ro`. */
export function volume(folders: LabFolders, text: string): Read<Volume> {
  const [source = '', target = '', mode = 'rw', ...more] = text.split(':');
  if (source === '' || more.length > 0 || !target.startsWith('/'))
    return wrong('expected SOURCE:/PATH or SOURCE:/PATH:ro (a name, ./folder or /host/path)');
  if (mode !== 'ro' && mode !== 'rw') return wrong(`unknown mode "${mode}": expected ro or rw`);
  const rest = { target, readonly: mode === 'ro' };
  if (source.startsWith('/')) return { is: 'value', value: { kind: 'bind', source, ...rest } };
  if (source.startsWith('.')) {
    const folder = courseFolder(folders, source);
    return folder.is === 'value'
      ? { is: 'value', value: { kind: 'bind', source: folder.value, ...rest } }
      : wrong(`${folder.expected} (or an absolute path of the host)`);
  }
  return VOLUME_NAME.test(source)
    ? { is: 'value', value: { kind: 'volume', source, ...rest } }
    : wrong(`"${source}" is no volume's name and no path: expected a name, ./folder or /host/path`);
}

export const VOLUME_NAME = /^[a-z][a-z0-9_-]*$/;

/** `/dev/fuse`, `/dev/fuse:/dev/fuse:r`. */
export function device(text: string): Read<Device> {
  const [host = '', container = host, permissions = 'rwm', ...more] = text.split(':');
  const good =
    host.startsWith('/') && container.startsWith('/') && /^[rwm]{1,3}$/.test(permissions);
  return good && more.length === 0
    ? { is: 'value', value: { host, container, permissions } }
    : wrong('expected a device such as /dev/fuse or /dev/fuse:/dev/fuse:r');
}

/** `/run`, `/run:size=1m,noexec` to a path and its options. */
export function tmpfs(text: string): Read<[string, string]> {
  const colon = text.indexOf(':');
  const path = colon === -1 ? text : text.slice(0, colon);
  return path.startsWith('/')
    ? { is: 'value', value: [path, colon === -1 ? '' : text.slice(colon + 1)] }
    : wrong('expected an absolute path, such as /tmp or /tmp:size=16m,noexec');
}
