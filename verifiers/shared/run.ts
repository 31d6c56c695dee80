/** How an attacker's commands get into a container: through the hole of a lab, or as a user that they became. */
import { oneLine, type Target } from 'docklab/verify';

/** What the commands printed, and who ran them, to begin a sentence. */
export interface Strike {
  who: string;
  said: string;
}

export type Run = (target: Target, commands: string) => Promise<Strike>;

/** With the rights of this user in the container, however they were got; of the container's own user without one. */
export const asUser =
  (user: string | undefined, who: (name: string) => string): Run =>
  async (target, commands) => {
    const argv = ['sh', '-c', `exec 2>&1\n${commands}`];
    const ran = await target.exec(user === undefined ? { argv } : { argv, user });
    const said =
      ran.is === 'exited' ? ran.stdout : ran.is === 'timed-out' ? 'no end' : oneLine(ran.reason);
    return { who: who(target.info.name), said };
  };
