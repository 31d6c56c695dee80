import { expect, test } from 'vitest';
import { breakIn } from '../../../src/verify/hole.ts';
import type { HttpAnswer, HttpRequest, HttpSilence, Target } from '../../../src/verify/target.ts';

const send = (script: string): HttpRequest => ({ method: 'POST', path: '/hole', body: script });

/** A container that answers what `answer` makes of the script that was sent. */
const withAnswer = (answer: (script: string) => HttpAnswer | HttpSilence) =>
  ({
    http: async (_port: number, { body = '' }: HttpRequest) => answer(body),
  }) as unknown as Target;
const page = (body: string): HttpAnswer => ({ is: 'answered', status: 200, body });

/** As a shell does: works the products out, and prints `output` for all other commands. */
const shell = (output: string) =>
  withAnswer((script) => {
    const [, a, b] = /\$\(\((\d+) \* (\d+)\)\)/.exec(script) ?? [];
    const mark = `mark-${Number(a) * Number(b)}`;
    return page(`before\n${mark}\n${output}${mark}\n`);
  });

test('what the commands printed comes back, without what the page says around it', async () => {
  expect(await breakIn(shell('uid 0\n'), 80, send, 'id')).toEqual({ is: 'in', said: '\nuid 0\n' });
});

test('a page that repeats the request has not run it', async () => {
  const echo = withAnswer(page);
  expect(await breakIn(echo, 80, send, 'id')).toMatchObject({ is: 'out' });
});

test('an answer without a trace of the commands says what it was', async () => {
  const closed = withAnswer(() => ({ is: 'answered', status: 404, body: '<h1>Not\nFound</h1>' }));
  expect(await breakIn(closed, 80, send, 'id')).toEqual({
    is: 'out',
    reason: 'status 404: <h1>Not Found</h1>',
  });
});

test('a silent port is no success', async () => {
  const silent = withAnswer(() => ({ is: 'silent', reason: 'connection refused' }));
  expect(await breakIn(silent, 8080, send, 'id')).toEqual({
    is: 'out',
    reason: 'port 8080 does not answer: connection refused',
  });
});
