import { expect, test } from 'vitest';
import { tallyLoad, type Load } from '../../../src/verify/load.ts';
import { loadLine, parseLoad } from '../../../src/verify/net-wire.ts';

const line = (number: number, hundredths: number, raw: string) =>
  `${number} ${hundredths} ${Buffer.from(raw).toString('base64')}`;
const page = (body: string, status = 200) => `HTTP/1.0 ${status} OK\r\nA: b\r\n\r\n${body}`;

const loaded = (lines: readonly string[], count: number): Load => ({
  is: 'loaded',
  answers: parseLoad(lines, count),
  parallel: 2,
  ms: 1234,
});

test('a load is one line, each request in base64', () => {
  const said = loadLine('10.0.0.2', 8080, [{ path: '/a b' }, { path: '/', method: 'POST' }], 2, 9);
  const [word, host, port, parallel, seconds, ...requests] = said.trimEnd().split(' ');
  expect([word, host, port, parallel, seconds]).toEqual(['load', '10.0.0.2', '8080', '2', '9']);
  expect(requests.map((one) => Buffer.from(one, 'base64').toString().split('\r\n')[0])).toEqual([
    'GET /a%20b HTTP/1.0',
    'POST / HTTP/1.0',
  ]);
});

test('answers come in any order and are told in that of the requests', () => {
  const { answers } = loaded([line(2, 30, page('b', 404)), line(1, 5, page('a')), 'end'], 2);
  expect(answers).toEqual([
    { answer: { is: 'answered', status: 200, body: 'a' }, ms: 50 },
    { answer: { is: 'answered', status: 404, body: 'b' }, ms: 300 },
  ]);
});

test('what was never asked, what said nothing and what is no HTTP are silent, each for its reason', () => {
  const lines = ['1 500 ', line(2, 1, 'SSH-2.0'), 'nonsense', '99 1 QQ==', '4 3 ', 'end'];
  const reasons = loaded(lines, 4).answers.map(({ answer }) =>
    answer.is === 'silent' ? answer.reason : '',
  );
  expect(reasons).toEqual([
    'no answer within 5 seconds',
    'what answered does not speak HTTP',
    'there was no time left to ask',
    'no answer: a closed door',
  ]);
});

test('the tally says how it went', () => {
  const lines = [1, 2, 3].map((number) => line(number, number * 10, page('guests: 3')));
  const isGood = ({ status, body }: { status: number; body: string }) =>
    status === 200 && body.includes('guests');
  expect(tallyLoad(loaded(lines, 3), isGood)).toEqual({
    good: 3,
    total: 3,
    words:
      '3 of 3 requests, 2 at a time, were answered as they should be within 1.2 s; the slowest took 0.3 s',
  });
  const broken = [...lines, line(4, 1, page('', 503)), line(5, 1, page('', 503)), '6 500 '];
  expect(tallyLoad(loaded(broken, 6), isGood)).toMatchObject({
    good: 3,
    words: expect.stringContaining(': 2 got status 503 with another page'),
  });
});
