import { describe, expect, it } from 'vitest';
import { parseExpectation, says } from '../../../src/course/expect.ts';
import { formatProblem } from '../../../src/course/problem.ts';

const read = (text: string) => {
  const result = parseExpectation(text, 'expect.yaml');
  return result.is === 'invalid' ? result.problems.map(formatProblem) : result.expectation;
};

describe('expect.yaml', () => {
  it('names the checks that fail, with their feedback', () => {
    expect(
      read(
        'about: People do.\nfails:\n  - { task: a, check: b, feedback: uid 0 }\n  - { task: a, check: c, feedback: "/UID \\\\d/i" }\nuntried: [d]\n',
      ),
    ).toEqual({
      about: 'People do.',
      fails: [
        { task: 'a', check: 'b', feedback: { is: 'text', text: 'uid 0' } },
        { task: 'a', check: 'c', feedback: { is: 'pattern', pattern: /UID \d/iu } },
      ],
      untried: ['d'],
    });
  });

  it.each([
    ['about: x\nfails: []\n', 'expect.yaml:2: fails: expected at least 1 entries, found 0'],
    ['fails: [{task: a, check: b, feedback: c}]\n', 'expect.yaml:1: about: missing, expected text'],
    [
      'about: x\nfails:\n  - {task: a, chek: b, check: b, feedback: c}\n',
      'expect.yaml:3: fails[0].chek: unknown key, did you mean "check"?',
    ],
    [
      'about: x\nfails:\n  - {task: a, check: b, feedback: /(/}\n',
      'expect.yaml:3: fails[0].feedback: expected a regular expression: Invalid regular expression: /(/u: Unterminated group',
    ],
    [
      'about: x\nfails:\n  - {task: a, check: b, feedback: c}\n  - {task: a, check: b, feedback: d}\n',
      'expect.yaml:4: fails[1]: check b of task a is named twice',
    ],
    [
      'about: x\nfails:\n  - {task: a, check: b, feedback: c}\nuntried: [a]\n',
      'expect.yaml:3: fails[0]: task a is untried: expected it in one of both',
    ],
  ])('%j is refused', (text, problem) => {
    expect(read(text)).toEqual([problem]);
  });
});

describe('feedback', () => {
  it('is what a check says when it contains the text or matches the pattern', () => {
    expect(says({ is: 'text', text: 'uid 0' }, 'it runs as uid 0 now')).toBe(true);
    expect(says({ is: 'text', text: 'uid 0' }, 'it runs as uid 1')).toBe(false);
    expect(says({ is: 'pattern', pattern: /uid \d+/u }, 'it runs as uid 17')).toBe(true);
    expect(says({ is: 'pattern', pattern: /^uid/u }, 'it runs as uid 17')).toBe(false);
  });
});
