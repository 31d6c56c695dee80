/** What happens when whoever reads docklab's output goes away (`docklab list | head -1`): nothing is said about it. */
export function quietWhenUnread(unread: () => void): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      unread();
    });
}

/** Calls `goOn` when docklab goes on after it was stopped, as `fg` makes it. Returns how to stop. */
export function onContinue(goOn: () => void): () => void {
  process.on('SIGCONT', goOn);
  return () => process.off('SIGCONT', goOn);
}
