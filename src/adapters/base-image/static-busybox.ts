/** This machine's own busybox, when it needs no C library beside it. */
import { open } from 'node:fs/promises';
import { execa } from 'execa';
import { elfMachine, readElf } from './elf.ts';

/** Where distributions put one: Debian's busybox-static, Fedora's busybox, Alpine's busybox-static. */
const BUSYBOX_PLACES: readonly string[] = [
  '/bin/busybox',
  '/usr/bin/busybox',
  '/usr/sbin/busybox',
  '/sbin/busybox',
  '/bin/busybox.static',
];

const HEAD_BYTES = 4096;
const LIST_TIMEOUT_MS = 5_000;
const APPLET = /^[a-z0-9[][a-z0-9_.[-]*$/i;

export type StaticBusybox =
  { is: 'here'; path: string; applets: readonly string[] } | { is: 'missing'; reason: string };

/** The first static busybox among `places` for an engine of this architecture; otherwise why there is none. */
export async function findStaticBusybox(
  architecture: string,
  places: readonly string[] = BUSYBOX_PLACES,
): Promise<StaticBusybox> {
  const reasons: string[] = [];
  for (const path of places) {
    const head = await headOf(path);
    if (head === undefined) continue;
    const unfit = unfitFor(architecture, head);
    if (unfit === undefined) return { is: 'here', path, applets: await appletsOf(path) };
    reasons.push(`${path}: ${unfit}`);
  }
  const reason = reasons.join('; ') || 'there is no static busybox on this machine';
  return { is: 'missing', reason };
}

function unfitFor(architecture: string, head: Buffer): string | undefined {
  const elf = readElf(head);
  if (elf.is === 'not-elf') return elf.reason;
  if (!elf.static) return 'it is not statically linked';
  return elf.machine === elfMachine(architecture)
    ? undefined
    : `it is for another architecture than the engine's (${architecture})`;
}

async function headOf(path: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}

async function appletsOf(path: string): Promise<string[]> {
  const { stdout } = await execa(path, ['--list'], { timeout: LIST_TIMEOUT_MS });
  return stdout.split('\n').filter((name) => APPLET.test(name) && name !== 'busybox');
}
