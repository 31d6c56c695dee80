/** Paths of the host as text: nothing is looked up. */

/** Where `/var/run`, `/bin` and the like lead on systems of today; both names mean one file. */
const SAME: readonly (readonly [string, string])[] = [
  ['/var/run', '/run'],
  ['/lib/systemd', '/usr/lib/systemd'],
];

/** One name for a path: no trailing or doubled slash, no dots, and the usual links resolved. */
export function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  const whole = `/${parts.join('/')}`;
  const [from, to] = SAME.find(([name]) => isBelow(whole, name)) ?? ['', ''];
  return from === '' ? whole : `${to}${whole.slice(from.length)}`;
}

/** Whether a clean path is `dir` or in it. */
export const isBelow = (path: string, dir: string): boolean =>
  path === dir || dir === '/' || path.startsWith(`${dir}/`);
