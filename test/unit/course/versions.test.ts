import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../../src/course/problem.ts';
import { parseVersions, PRODUCTS } from '../../../src/course/versions.ts';

const HEAD = 'format: 1\nas-of: 2026-11-17\n';

const RUNC = `${HEAD}products:
  runc:
    sources: [https://example.org/runc]
    lines:
      - { line: '1.3', newest: 1.3.6, seen: 2026-08-19, ends: 2026-10-31 }
    holes:
      - id: CVE-2025-31133
        about: a container can write to masked files
        link: https://example.org/hole
        affected: [{ before: 1.2.8 }, { from: 1.3.0-rc.1, before: 1.3.3 }]
`;

const read = (text: string) => {
  const result = parseVersions(text, 'versions.yaml');
  return result.is === 'invalid' ? result.problems.map(formatProblem) : result.versions;
};

const changed = (from: string, to: string) => {
  expect(RUNC).toContain(from);
  return read(RUNC.replace(from, to));
};

describe('versions.yaml', () => {
  it('names lines and holes, dated', () => {
    const versions = read(RUNC);
    expect(versions).toMatchObject({
      asOf: '2026-11-17',
      refresh: undefined,
      products: {
        runc: {
          lines: [{ line: { parts: [1, 3] }, newest: { text: '1.3.6' }, ends: '2026-10-31' }],
          holes: [{ id: 'CVE-2025-31133', affected: [{}, { from: { text: '1.3.0-rc.1' } }] }],
        },
      },
    });
  });

  it('may name where newer data are, on this machine without https', () => {
    for (const url of ['https://example.org/v.yaml', 'http://127.0.0.1:8080/', 'http://[::1]/'])
      expect(read(`${HEAD}refresh: ${url}\nproducts: {}\n`)).toMatchObject({ refresh: url });
  });

  it.each([
    'http://example.org/',
    'https://me:secret@example.org/',
    'file:///etc/passwd',
    'http://127.0.0.1.example.org/',
    'versions.yaml',
  ])('newer data are not had from %s', (url) => {
    expect(read(`${HEAD}refresh: ${url}\nproducts: {}\n`)).toEqual([
      'versions.yaml:3: refresh: expected an https address without a user (http only on this machine itself, to try it)',
    ]);
  });

  it.each([
    ['1', '2', 'versions.yaml:1: format: expected 1; a higher one needs a newer docklab'],
    ['2026-11-17', '2026-02-30', 'versions.yaml:2: as-of: expected a day such as 2026-01-31'],
    [
      'as-of: 2026-11-17',
      'as-of: 2026-08-01',
      'versions.yaml:7: products.runc: seen on 2026-08-19, after as-of: expected as-of to be the last day',
    ],
    ['  runc:', '  rnc:', 'versions.yaml:4: products.rnc: unknown key, did you mean "runc"?'],
    [
      "'1.3'",
      '1.3',
      'versions.yaml:7: products.runc.lines[0].line: expected text, found 1.3 (a number)',
    ],
    ['1.3.6', '1.4.6', 'versions.yaml:7: products.runc: 1.4.6 is no version of line 1.3'],
    [
      '1.3.6',
      '1.3.6+ds1',
      'versions.yaml:7: products.runc.lines[0].newest: expected a version such as 1.2.3 or 1.2.0-rc.1',
    ],
    [
      ', ends:',
      ', end:',
      'versions.yaml:7: products.runc.lines[0].end: unknown key, did you mean "ends"?',
    ],
    [
      'CVE-2025-31133',
      'CVE-25',
      'versions.yaml:9: products.runc.holes[0].id: expected a CVE or GHSA id',
    ],
    [
      'https://example.org/hole',
      'http://example.org/hole',
      'versions.yaml:11: products.runc.holes[0].link: expected an https address',
    ],
    [
      'before: 1.3.3',
      'before: 1.2.3',
      'versions.yaml:12: products.runc: CVE-2025-31133: expected "from" to be older than "before", found 1.3.0-rc.1 and 1.2.3',
    ],
    [
      '    holes:',
      "      - { line: '1', newest: 1.3.6, seen: 2026-08-19 }\n    holes:",
      'versions.yaml:8: products.runc: line 1 overlaps a line above: expected each version in one line',
    ],
  ])('%j instead of %j is a mistake at its line', (from, to, problem) => {
    expect(changed(from, to)).toEqual([problem]);
  });

  it('an empty file, and one that is no YAML, are told', () => {
    expect(read('')).toEqual(['versions.yaml:1: expected a map of keys, found nothing']);
    expect(read('a: [')).toEqual([expect.stringContaining('versions.yaml:1: not valid YAML')]);
  });
});

describe("docklab's own versions.yaml", () => {
  it('has no mistakes, and says something of every product', () => {
    const own = read(readFileSync('versions.yaml', 'utf8'));
    const said = expect.objectContaining({ sources: expect.anything() as unknown }) as unknown;
    expect(own).toMatchObject({
      products: Object.fromEntries(PRODUCTS.map((product) => [product, said])),
    });
  });
});
