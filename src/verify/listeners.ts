import { parseListeners, type Listener } from '../host/sockets.ts';
import type { CheckContext } from './contract.ts';
import type { Target } from './target.ts';

/** Listening TCP sockets in the container's network namespace, from the kernel; a service just started has 2 s to open one. */
export async function listenersOf(
  target: Target,
  { host, signal }: Pick<CheckContext, 'host' | 'signal'>,
): Promise<Listener[]> {
  const net = `/proc/${target.info.pid}/net`;
  for (let tries = 10; ; tries -= 1) {
    const tables = await host.read([
      { get: 'text', path: `${net}/tcp` },
      { get: 'text', path: `${net}/tcp6` },
    ]);
    const found = tables.flatMap((table) =>
      table.is === 'text' ? parseListeners(table.text) : [],
    );
    if (found.length > 0 || tries === 0 || signal.aborted) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
