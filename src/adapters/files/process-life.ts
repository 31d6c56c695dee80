/** Whether a process of this machine, remembered by its id, is still the same one and running. */
import { readFile } from 'node:fs/promises';

/** Position of `starttime` in `/proc/PID/stat` after the command's closing parenthesis; see proc_pid_stat(5), field 22. */
const START_FIELD = 19;

/** When a process started, in the kernel's ticks since boot; empty where the system has no /proc. */
export async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[START_FIELD] ?? '';
  } catch {
    return '';
  }
}

/** `started` is what `startOf` said when it was remembered; an id that was given to another process is not alive. */
export async function isAlive(pid: number, started: string): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: there is one, of another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  if (started === '') return true;
  const now = await startOf(pid);
  return now === '' || now === started;
}
