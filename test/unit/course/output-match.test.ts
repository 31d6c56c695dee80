import { describe, expect, it } from 'vitest';
import { matchOutput } from '../../../src/course/output-match.ts';

const lines = (...all: string[]) => all.join('\n');

describe('shown output matches what came', () => {
  it.each([
    ['', ''],
    ['a', 'a\n\n'],
    ['a  \nb', 'a\nb\t\n'],
    ['uid=<uid> gid=<gid>', 'uid=1000 gid=0'],
    ['<id>', '3f2a:9/x'],
    ['(<container id>)', '(abc)'],
    ['a … z', 'a b c z'],
    ['a…', 'a'],
    ['…end', 'the end'],
    ['<first>…<last>', 'a b'],
    [lines('a', '…', 'z'), lines('a', 'b', 'c', 'z')],
    [lines('a', '…', 'z'), lines('a', 'z')],
    [lines('a', '…'), 'a'],
    ['…', ''],
    [lines('…', 'b', '…', 'b'), lines('b', 'x', 'b', 'b')],
    [lines('…', 'a', 'b'), lines('a', 'a', 'c', 'a', 'b')],
    ['a', '\u001b[31ma\u001b[0m\r\n'],
    ['<html> <b>x</b>', '<html> <b>x</b>'],
    ['a.c [x] (y)* \\d', 'a.c [x] (y)* \\d'],
    ['é <x> 🐳', 'é ü 🐳'],
  ])('%j: %j', (shown, came) => {
    expect(matchOutput(shown, came)).toEqual({ is: 'match' });
  });

  it('with itself, whatever lines of it are left out', () => {
    const all = ['one', 'two', 'one', 'three', 'one', 'two'];
    for (let mask = 0; mask < 2 ** all.length; mask++) {
      const shown = all.map((line, n) => ((mask >> n) & 1 ? '…' : line)).join('\n');
      expect(matchOutput(shown, all.join('\n'))).toEqual({ is: 'match' });
    }
  });
});

describe('the first line that differs is named', () => {
  it.each([
    ['a', 'b', 1, 'a', 'b'],
    [lines('a', 'b', 'c'), lines('a', 'x', 'c'), 2, 'b', 'x'],
    ['a', '', 1, 'a', undefined],
    ['', 'a', 1, undefined, 'a'],
    [lines('a', 'b'), 'a', 2, 'b', undefined],
    ['a', lines('a', 'b'), 2, undefined, 'b'],
    ['uid=<uid>', 'uid=', 1, 'uid=<uid>', 'uid='],
    ['<name>', 'a b', 1, '<name>', 'a b'],
    [' a', 'a', 1, ' a', 'a'],
    ['a.c', 'abc', 1, 'a.c', 'abc'],
    [lines('a', '…', 'z'), lines('a', 'b', 'c'), 3, 'z', 'b'],
    [lines('…', 'a', 'b'), lines('x', 'a', 'c'), 3, 'b', 'c'],
    [lines('a', '', 'b'), lines('a', 'b'), 2, '', 'b'],
  ])('%j against %j', (shown, came, line, expected, actual) => {
    expect(matchOutput(shown, came)).toEqual({ is: 'differs', line, expected, actual });
  });
});

it('takes bounded time on hostile lines', () => {
  const started = performance.now();
  expect(matchOutput(`${'<a>…'.repeat(30)}b`, 'x'.repeat(100_000)).is).toBe('differs');
  expect(matchOutput(`${'…\na\n'.repeat(30)}b`, 'a\n'.repeat(20_000)).is).toBe('differs');
  expect(performance.now() - started).toBeLessThan(5000);
});
