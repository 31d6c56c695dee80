/** Processor time of a process with all its threads, in milliseconds, as the kernel's scheduler counts it. Linux only. */
import { readFileSync, readdirSync } from 'node:fs';

export function cpuTime(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const spent = readdirSync(tasks).map((task) => {
    const [nanoseconds = '0'] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds);
  });
  return spent.reduce((sum, one) => sum + one, 0) / 1e6;
}
