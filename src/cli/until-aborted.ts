/** The work's result, or `interrupted` as soon as the signal aborts; the work is then not waited for. */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal,
): Promise<T | { is: 'interrupted' }> {
  let stop = () => {};
  const aborted = new Promise<{ is: 'interrupted' }>((settle) => {
    stop = () => settle({ is: 'interrupted' });
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
