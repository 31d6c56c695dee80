import { describe, expect, onTestFinished, test } from 'vitest';
import { playDemo } from '../../src/ui/demo.tsx';
import type { Caption, DemoOutcome } from '../../src/ui/demo.tsx';
import { TestTerminal } from '../support/terminal.ts';
import { FakeLearner } from './support/fake-learner.ts';
import { expectFrame } from './support/open.ts';
import { LOOK } from './support/look.ts';
import { ROOT_FAILS, ROOT_PASSES, TMP_FAILS } from './support/verdicts.ts';

/** A script that goes on when the test says so. */
class Script implements AsyncIterable<Caption> {
  readonly #waiting: ((step: IteratorResult<Caption>) => void)[] = [];
  readonly #failures: ((error: Error) => void)[] = [];
  isReturned = false;

  [Symbol.asyncIterator](): AsyncIterator<Caption> {
    return {
      next: () =>
        new Promise((resolve, reject) => {
          this.#waiting.push(resolve);
          this.#failures.push(reject);
        }),
      return: () => {
        this.isReturned = true;
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }

  say(caption: string): void {
    this.#waiting.shift()?.({ done: false, value: { caption } });
  }

  end(): void {
    this.#waiting.shift()?.({ done: true, value: undefined });
  }

  fail(error: Error): void {
    this.#failures.at(-1)?.(error);
  }
}

function playing(columns: number, rows: number) {
  const learner = new FakeLearner();
  const terminal = new TestTerminal(columns, rows);
  const script = new Script();
  const { stdin, stdout } = terminal;
  const outcome: Promise<DemoOutcome> = playDemo(learner, 'read-only', script, {
    stdin,
    stdout,
    look: LOOK,
  });
  outcome.catch((error: unknown) => terminal.fail(error));
  onTestFinished(() => terminal.press('ctrl-c'));
  return { learner, terminal, script, outcome };
}

describe('the demo', () => {
  test.each([
    [60, 16],
    [80, 24],
    [140, 40],
  ])(
    'shows captions and tasks turning green at %ix%i, and ends by itself',
    async (columns, rows) => {
      const { learner, terminal, script, outcome } = playing(columns, rows);
      await terminal.until('q stop the demo');
      learner.lab('read-only', { is: 'running' });
      learner.verdict(TMP_FAILS);
      learner.verdict(ROOT_FAILS);
      script.say('The attack works: a program was written to the filesystem and run.');
      await terminal.until('✔ running');
      await expectFrame(
        await terminal.until('▶ The attack works'),
        `demo-attack-${columns}x${rows}`,
      );
      learner.verdict(ROOT_PASSES);
      script.say('The reference solution is applied, and the first task turns green.');
      await terminal.until('✔ control check passed');
      await expectFrame(await terminal.until('turns green'), `demo-green-${columns}x${rows}`);
      script.end();
      expect(await outcome).toEqual({ is: 'ended' });
      expect(terminal.isRestored()).toBe(true);
      expect(learner.asked).toEqual([]);
    },
  );

  test.each([
    ['q', 'quit'],
    ['ctrl-c', 'interrupted'],
  ] as const)('stops on %s and asks the script to return', async (key, is) => {
    const { terminal, script, outcome } = playing(80, 24);
    await terminal.until('q stop the demo');
    if (key === 'q') terminal.type('q');
    else terminal.press(key);
    expect(await outcome).toEqual({ is });
    await expect.poll(() => script.isReturned).toBe(true);
    expect(terminal.isRestored()).toBe(true);
  });

  test('gives the terminal back when the script fails', async () => {
    const { terminal, script, outcome } = playing(80, 24);
    await terminal.until('q stop the demo');
    script.fail(new Error('the engine went away'));
    await expect(outcome).rejects.toThrow('the engine went away');
    expect(terminal.isRestored()).toBe(true);
  });

  test('of a lesson that is not there is an error', async () => {
    const { stdin, stdout } = new TestTerminal(80, 24);
    await expect(
      playDemo(new FakeLearner(), 'nope', new Script(), { stdin, stdout, look: LOOK }),
    ).rejects.toThrow('there is no lesson “nope”');
  });
});
