/** Keeps signals of the terminal from docklab while another program has the terminal. */

/** Sets the handlers of these signals aside and ignores the signals; the result puts everything back. */
export function holdSignals(signals: readonly NodeJS.Signals[]): () => void {
  const ignore = () => undefined;
  const held = signals.map((signal) => ({ signal, handlers: process.listeners(signal) }));
  for (const { signal } of held) {
    process.removeAllListeners(signal);
    process.on(signal, ignore);
  }
  return () => {
    for (const { signal, handlers } of held) {
      process.removeListener(signal, ignore);
      for (const handler of handlers) process.on(signal, handler);
    }
  };
}
