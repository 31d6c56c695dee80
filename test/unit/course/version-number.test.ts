import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  firstDifference,
  isInLine,
  parseVersion,
} from '../../../src/course/version-number.ts';
import type { VersionNumber } from '../../../src/course/version-number.ts';

function number(text: string): VersionNumber {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

describe('a version as a program tells it', () => {
  it.each([
    ['28.2.2', [28, 2, 2], undefined, ''],
    ['v2.1.5', [2, 1, 5], undefined, ''],
    ['20.10.24+dfsg1', [20, 10, 24], undefined, '+dfsg1'],
    ['1.6.20~ds1', [1, 6, 20], undefined, '~ds1'],
    ['1.1.12-0ubuntu2~22.04.1', [1, 1, 12], undefined, '-0ubuntu2~22.04.1'],
    ['19.03.15', [19, 3, 15], undefined, ''],
    ['18.06.1-ce', [18, 6, 1], undefined, '-ce'],
    ['6.18.44-fc-v657', [6, 18, 44], undefined, '-fc-v657'],
    ['6.6.87.2-microsoft-standard-WSL2', [6, 6, 87, 2], undefined, '-microsoft-standard-WSL2'],
    ['5.14.0-362.el9.x86_64', [5, 14, 0], undefined, '-362.el9.x86_64'],
    ['1.0.0-rc93', [1, 0, 0], { name: 'rc', number: 93 }, ''],
    ['1.0-rc6', [1, 0], { name: 'rc', number: 6 }, ''],
    ['1.4.0-rc.3', [1, 4, 0], { name: 'rc', number: 3 }, ''],
    ['1.4.0-rc.3+dev', [1, 4, 0], { name: 'rc', number: 3 }, '+dev'],
    ['29.0.0~rc1', [29, 0, 0], { name: 'rc', number: 1 }, ''],
    ['2.3.0-beta.0', [2, 3, 0], { name: 'beta', number: 0 }, ''],
    ['7.2.0-rc5-amd64', [7, 2, 0], { name: 'rc', number: 5 }, '-amd64'],
    // No stage: it only begins like one.
    ['1.2.3-rcx', [1, 2, 3], undefined, '-rcx'],
  ])('%s', (text, parts, stage, rest) => {
    expect(parseVersion(text)).toEqual({ parts, stage, rest });
  });

  it.each(['', 'dev', 'unknown', '-1.2', '9'.repeat(30)])('%j is none', (text) => {
    expect(parseVersion(text)).toBeUndefined();
  });
});

/** From the oldest to the newest. */
const ORDER = [
  '1.0.0-alpha.1',
  '1.0.0-beta.2',
  '1.0.0-rc7',
  '1.0.0-rc10',
  '1.0.0-rc93',
  '1.0.0',
  '1.1.5+ds1',
  '1.1.12',
  '1.2',
  '1.2.9',
  '1.10.0-rc.1',
  '1.10.0',
  '2.0.0',
  '19.03.15',
  '20.10.24+dfsg1',
];

describe('the order of versions', () => {
  it('is the one in which they came, whichever two are compared', () => {
    for (const [at, older] of ORDER.entries())
      for (const [other, newer] of ORDER.entries())
        expect(Math.sign(compareVersions(number(older), number(newer)))).toBe(
          Math.sign(at - other),
        );
  });

  it('takes no notice of what a distribution wrote behind the number, or of parts that are zero', () => {
    expect(compareVersions(number('1.1.5'), number('1.1.5+ds1-1+deb12u1'))).toBe(0);
    expect(compareVersions(number('7.2'), number('7.2.0'))).toBe(0);
  });

  it('is one order: shuffled versions are sorted to the same', () => {
    for (let turn = 1; turn < ORDER.length; turn++) {
      const shuffled = ORDER.map((_, at) => ORDER[(at * 7 + turn) % ORDER.length] ?? '');
      expect(shuffled.toSorted((a, b) => compareVersions(number(a), number(b)))).toEqual(ORDER);
    }
  });

  it('says at which part two differ', () => {
    expect(firstDifference([1, 2, 3], [1, 2, 4])).toBe(2);
    expect(firstDifference([1, 2], [1, 2, 0])).toBeUndefined();
  });
});

it('a version belongs to the line that it begins with, part by part', () => {
  expect(isInLine(number('20.10.24+dfsg1'), number('20.10'))).toBe(true);
  expect(isInLine(number('29.5.3'), number('29'))).toBe(true);
  expect(isInLine(number('6.18.5'), number('6.1'))).toBe(false);
  expect(isInLine(number('19.03.15'), number('19.3'))).toBe(true);
  expect(isInLine(number('6'), number('6.1'))).toBe(false);
});
