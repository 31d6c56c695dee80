/** Ctrl-C and its like: the first asks everything to stop, the second ends docklab at once. */

export const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export const INTERRUPTED = 130;

/** How long clearing up may take after the first one, in milliseconds. */
const GRACE_MS = 20_000;

export interface Interrupts {
  signal: AbortSignal;
  wasInterrupted(): boolean;
  /** Stops all work without an interrupt: whoever read the output is gone. */
  abandon(): void;
}

export function listenForInterrupts(): Interrupts {
  const controller = new AbortController();
  let count = 0;
  for (const signal of SIGNALS)
    process.on(signal, () => {
      count += 1;
      if (count > 1) process.exit(INTERRUPTED);
      controller.abort();
      setTimeout(() => process.exit(INTERRUPTED), GRACE_MS).unref();
    });
  return {
    signal: controller.signal,
    wasInterrupted: () => count > 0,
    abandon: () => controller.abort(),
  };
}
