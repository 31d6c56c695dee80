import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/course/problem.ts';
import { readYaml } from '../../../src/course/yaml.ts';

const place = { file: 'a.yaml', line: 10 };
const read = (text: string) => {
  const result = readYaml(text, place);
  if (result.is === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.yaml;
};

describe('YAML with positions', () => {
  it('gives the line of keys and list entries, and of what is above a missing one', () => {
    const yaml = read('# first\na:\n  b: 1\n  c:\n    - x\n    -\n      d: 2\n');
    expect(yaml.lineOf(['a'])).toBe(11);
    expect(yaml.lineOf(['a', 'b'])).toBe(12);
    expect(yaml.lineOf(['a', 'c', 0])).toBe(14);
    expect(yaml.lineOf(['a', 'c', 1, 'd'])).toBe(16);
    expect(yaml.lineOf(['a', 'missing', 'more'])).toBe(11);
    expect(yaml.lineOf(['a', 'c', 7])).toBe(13);
  });

  it('reads yes, no and on as text', () => {
    expect(read('a: no\nb: on\n').value).toEqual({ a: 'no', b: 'on' });
  });

  it('keeps a key named __proto__ a plain key', () => {
    const { value } = read('__proto__: {polluted: 1}\n');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from(
    { length: 9 },
    (_, n) =>
      `b${n}: &b${n} [${Array.from({ length: 9 }, () => (n === 0 ? '*a' : `*b${n - 1}`)).join(',')}]`,
  ).join('\n')}\n`;

  it.each([
    ['a bomb of aliases', bomb, /anchors and aliases/],
    ['deep nesting', '['.repeat(30_000), /./],
    [
      'deep nesting that is closed',
      `a: ${'['.repeat(30_000)}${']'.repeat(30_000)}`,
      /nested too deeply/,
    ],
    ['a line of 10 MB', `a: ${'x'.repeat(10_000_000)}`, /too large: expected at most 64 KiB/],
    ['a tag', 'a: !!js/function "x"\n', /tag/i],
    ['a second document', 'a: 1\n---\nb: 2\n', /document/],
    ['keys that are no text', '? [a]\n: 1\n', /keys must be strings/],
  ])('refuses %s, quickly and with a line', (_, text, message) => {
    const started = performance.now();
    const result = readYaml(text, place);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(result).toMatchObject({
      is: 'invalid',
      problems: expect.arrayContaining([
        expect.objectContaining({ message: expect.stringMatching(message), file: 'a.yaml' }),
      ]),
    });
  });

  it.each([100, 300, 500, 700, 900, 1200, 1500, 2000, 3000])('survives nesting of %d', (depth) => {
    const result = readYaml(`${'['.repeat(depth)}${']'.repeat(depth)}`, place);
    expect(result.is === 'yaml' || result.problems[0]?.message).toBeOneOf([
      true,
      'nested too deeply to be read',
    ]);
  });

  it('reads many keys in bounded time', () => {
    const text = Array.from({ length: 6_000 }, (_, n) => `k${n}: 1`).join('\n');
    const started = performance.now();
    expect(readYaml(text, place).is).toBe('yaml');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('the nearest known word', () => {
  it.each([
    ['titel', 'title'],
    ['Title', 'title'],
    ['read-only', 'read_only'],
    ['volume', 'volumes'],
  ])('of %s is %s', (word, meant) => {
    expect(nearest(word, ['title', 'read_only', 'volumes', 'x'])).toBe(meant);
  });

  it.each(['zebra', 'x'.repeat(100_000), ''])('of another word is none', (word) => {
    expect(nearest(word, ['title', 'read_only', 'volumes'])).toBeUndefined();
  });
});
