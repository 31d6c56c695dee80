/** A step that cannot be done here: what, why, and what the person can do about it. */
export class SetupStop extends Error {
  /** @param {string} message @param {{ why?: string, next?: readonly string[], exitCode?: number }} more */
  constructor(message, more = {}) {
    super(message);
    this.why = more.why ?? '';
    this.next = more.next ?? [];
    /** 3: the environment lacks something, as in docklab's own contract. */
    this.exitCode = more.exitCode ?? 3;
  }
}

export function printStop(stop) {
  const lines = [stop.message];
  if (stop.why !== '') lines.push(stop.why);
  if (stop.next.length > 0) lines.push('What to do:', ...stop.next.map((step) => `  - ${step}`));
  console.error(`\n${lines.join('\n')}`);
}
