/** The Resources port of this machine. */
import { constants } from 'node:fs';
import { access, readFile, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, freemem } from 'node:os';
import { dirname } from 'node:path';
import type { Resources } from '../host/resources.ts';

export const localResources = (): Resources => ({
  platform: process.platform,
  architecture: process.arch,
  isRoot: process.getuid?.() === 0,
  userId: process.getuid?.() ?? -1,
  cpus: availableParallelism(),
  freeMemory,
  freeDisk,
  freePorts,
  mayUse: (device) =>
    access(device, constants.R_OK | constants.W_OK).then(
      () => true,
      () => false,
    ),
});

async function freeMemory(): Promise<number> {
  // proc_meminfo(5): what can be had without swapping, caches among it, which Node does not count.
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const available = /^MemAvailable:\s+(\d+) kB$/m.exec(text)?.[1];
  return available === undefined ? freemem() : Number(available) * 1024;
}

async function freeDisk(dir: string): Promise<number> {
  for (let place = dir; ; place = dirname(place))
    try {
      const { bavail, bsize } = await statfs(place);
      return bavail * bsize;
    } catch (error) {
      if (dirname(place) === place) throw error;
    }
}

async function freePorts(count: number, wished: readonly number[]): Promise<number[]> {
  // All are held until all are known, so that none is given twice.
  const held = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const wish = wished[index];
      const server = (wish === undefined ? undefined : await listen(wish)) ?? (await listen(0));
      if (server !== undefined) held.push(server);
    }
    return held.map(({ port }) => port);
  } finally {
    await Promise.all(held.map(({ close }) => close()));
  }
}

function listen(
  port: number,
): Promise<{ port: number; close: () => Promise<unknown> } | undefined> {
  const server = createServer();
  return new Promise((settle) => {
    server.once('error', () => settle(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      settle({
        port: typeof address === 'object' && address !== null ? address.port : port,
        close: () => new Promise((closed) => server.close(closed)),
      });
    });
  });
}
