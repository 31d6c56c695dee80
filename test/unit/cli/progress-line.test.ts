import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Cli } from '../../../src/cli/cli.ts';
import { progressLine } from '../../../src/cli/progress-line.ts';

/** What two steps, a notice and a third step write. */
function written(env: Record<string, string>, isTTY: boolean): string {
  const stderr = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const progress = progressLine({ terminal: { stderr }, env } as unknown as Cli);
  progress.step('build web', { fraction: 0.2, amount: '2.0 of 10.0 MB' });
  progress.step('build web', { fraction: 0.6, amount: '6.0 of 10.0 MB', line: 'unpacked' });
  progress.listen({ is: 'notice', text: 'a notice' });
  progress.step('start web');
  progress.clear();
  return String(stderr.read());
}

const LINES = 'build web\na notice\nstart web\n';

describe('long steps on the command line', () => {
  test('are one line that is written over, on a terminal', () => {
    const over = '\r\u001b[K';
    expect(written({}, true)).toBe(
      [
        `${over}[====                ] 20%  2.0 of 10.0 MB  build web`,
        `${over}[============        ] 60%  6.0 of 10.0 MB  build web | unpacked`,
        `${over}a notice\n`,
        `${over}start web`,
        over,
      ].join(''),
    );
  });

  test.each([
    [{}, false],
    [{ DOCKLAB_REDUCED_MOTION: 'on' }, true],
    [{ DOCKLAB_SCREEN_READER: 'on' }, true],
    [{ TERM: 'dumb' }, true],
  ])('are lines that stay, with %o on a terminal: %s', (env, isTTY) => {
    expect(written(env, isTTY)).toBe(LINES);
  });
});
