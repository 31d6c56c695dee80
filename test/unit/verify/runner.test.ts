import { describe, expect, test } from 'vitest';
import {
  fail,
  pass,
  unsupported,
  type Check,
  type CheckContext,
  type Finding,
} from '../../../src/verify/contract.ts';
import { verifyLesson, verifyTask, type RunContext } from '../../../src/verify/runner.ts';
import { worst } from '../../../src/verify/verdict.ts';
import { DocklabError } from '../../../src/host/error.ts';

const run = (signal = new AbortController().signal): RunContext => ({
  // The checks of these tests ask nothing of the host.
  context: (own) => ({ signal: own }) as CheckContext,
  env: { LAB_WEB: 'hello-web' },
  signal,
});

const check = (
  id: string,
  kind: Check['kind'],
  observe: () => Finding | Promise<Finding>,
): Check => ({
  id,
  kind,
  expected: 'so it is',
  why: 'or else',
  see: 'docker top $LAB_WEB ${LAB_WEB} $LAB_NOT_THERE',
  observe: async () => observe(),
});

const verdictOf = (...checks: Check[]) => verifyTask('hello', 'one', { watch: {}, checks }, run());

describe('the verdict of a task', () => {
  test('is a pass only when every check passes', async () => {
    const good = check('a', 'control', () => pass('yes'));
    expect(
      (
        await verdictOf(
          good,
          check('b', 'attack', () => pass('no way in')),
        )
      ).status,
    ).toBe('pass');
    expect(
      (
        await verdictOf(
          good,
          check('b', 'attack', () => fail('walked in')),
        )
      ).status,
    ).toBe('fail');
  });

  test('is unsupported, never a silent pass, where a check cannot be made here', async () => {
    const verdict = await verdictOf(
      check('a', 'service', () => pass('yes')),
      check('b', 'control', () => unsupported('no AppArmor in this kernel')),
    );
    expect(verdict).toMatchObject({
      status: 'unsupported',
      checks: [{}, { observed: 'no AppArmor in this kernel' }],
    });
  });

  test('is an error when a check itself breaks, and says how', async () => {
    const verdict = await verdictOf(
      check('a', 'control', () => {
        throw new Error('bad verifier');
      }),
    );
    expect(verdict.status).toBe('error');
    expect(verdict.checks[0]?.observed).toContain('bad verifier');
  });

  test.each(['not-found', 'busy'] as const)(
    'is of what a container is now when it ended or was replaced while it was looked at (%s)',
    async (code) => {
      let looks = 0;
      const verdict = await verdictOf(
        check('a', 'attack', () => {
          looks += 1;
          if (looks === 1) throw new DocklabError(code, 'hello-web ended while docklab read it.');
          return fail('The container hello-web is not running.');
        }),
      );
      expect(verdict.checks[0]).toMatchObject({
        status: 'fail',
        observed: 'The container hello-web is not running.',
      });
    },
  );

  test('is an error when what is looked at never stays the same, and after any other error at once', async () => {
    const looksUntilError = async (code: 'not-found' | 'internal'): Promise<number> => {
      let looks = 0;
      const verdict = await verdictOf(
        check('a', 'attack', () => {
          looks += 1;
          throw new DocklabError(code, 'no');
        }),
      );
      expect(verdict.status).toBe('error');
      return looks;
    };
    expect(await looksUntilError('not-found')).toBe(3);
    expect(await looksUntilError('internal')).toBe(1);
  });

  test('of no checks at all is an error, not a pass', async () => {
    expect((await verdictOf()).status).toBe('error');
    expect(worst([])).toBe('error');
  });

  test('keeps the order of the verifier though control checks run first', async () => {
    const ran: string[] = [];
    const noting = (id: string, kind: Check['kind']) =>
      check(id, kind, () => {
        ran.push(id);
        return pass('yes');
      });
    const verdict = await verdictOf(noting('attack', 'attack'), noting('control', 'control'));
    expect(ran).toEqual(['control', 'attack']);
    expect(verdict.checks.map(({ id }) => id)).toEqual(['attack', 'control']);
  });

  test('shows commands with the names of this lab filled in, and leaves others alone', async () => {
    const verdict = await verdictOf(check('a', 'control', () => fail('no')));
    expect(verdict.checks[0]?.see).toBe('docker top hello-web hello-web $LAB_NOT_THERE');
  });

  test('shows nothing of what a hostile container says but plain text', async () => {
    const verdict = await verdictOf(
      check('a', 'control', () => fail('\u001b]0;owned\u0007\u001b[2Jred\u202e')),
    );
    expect(verdict.checks[0]?.observed).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
});

test('an engine that is gone stops everything, rather than failing a task', async () => {
  const gone = check('a', 'control', () => {
    throw new DocklabError('engine-lost', 'The engine is gone.');
  });
  await expect(verdictOf(gone)).rejects.toMatchObject({ code: 'engine-lost' });
});

test('an aborted run gives no verdict', async () => {
  const abort = new AbortController();
  const waits = check('a', 'control', async () => {
    abort.abort();
    throw new Error('cut off');
  });
  const verifying = verifyTask('hello', 'one', { watch: {}, checks: [waits] }, run(abort.signal));
  await expect(verifying).rejects.toThrow('cut off');
});

test('a task that the verifier does not know is a mistake of the course', async () => {
  const verifying = verifyLesson({ lesson: 'hello', tasks: {} }, ['one'], run(), () => undefined);
  await expect(verifying).rejects.toMatchObject({ code: 'course-invalid' });
});
