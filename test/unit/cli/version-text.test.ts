import { describe, expect, it } from 'vitest';
import type { VersionVerdict } from '../../../src/app/judge-version.ts';
import type { Comparison, VersionReport } from '../../../src/app/version-report.ts';
import { refreshLine, versionLines, versionsJson } from '../../../src/cli/version-text.ts';
import { DocklabError } from '../../../src/host/error.ts';

type Compared = VersionReport & { is: 'compared' };

const plain = (_style: string, text: string) => text;

const report = (comparisons: readonly Comparison[], more: Partial<Compared> = {}): Compared => ({
  is: 'compared',
  asOf: '2026-11-17',
  from: 'course',
  ageDays: 8,
  isOld: false,
  canRefresh: false,
  comparisons,
  ...more,
});

const runc = (version: string | undefined, verdict: VersionVerdict) =>
  versionLines(report([{ product: 'runc', version, verdict }]), plain).slice(1, -1);

const HOLE = {
  id: 'CVE-2024-21626',
  about: 'an open file',
  link: 'https://e.org/',
  fixedIn: '1.1.12',
};
const RUNC =
  'It comes with the package containerd.io (Docker’s), or containerd or runc: update that; containers get it when they start';

describe('what doctor says of versions', () => {
  it.each<[string, VersionVerdict, string[]]>([
    [
      '1.5.2',
      { is: 'current', newest: '1.5.2', seen: '2026-10-12' },
      ['  ✓ runc             1.5.2: nothing newer in its line was known on 2026-10-12'],
    ],
    [
      '1.5.1',
      { is: 'behind', newest: '1.5.2', seen: '2026-10-12', by: { of: 'patch', count: 1 } },
      [
        '  – runc             1.5.1: 1 patch release behind 1.5.2, the newest of its line on 2026-10-12',
        `    → ${RUNC} (to 1.5.2)`,
      ],
    ],
    [
      '1.5.2-rc.1',
      { is: 'behind', newest: '1.5.2', seen: '2026-10-12', by: { of: 'pre-release' } },
      [
        '  – runc             1.5.2-rc.1: came before 1.5.2, the newest of its line on 2026-10-12',
        `    → ${RUNC} (to 1.5.2)`,
      ],
    ],
    [
      '1.1.11',
      { is: 'known-hole', holes: [HOLE], update: '1.5.2' },
      [
        '  ✗ runc             1.1.11: CVE-2024-21626 (an open file), fixed in 1.1.12',
        `    → ${RUNC} (to 1.5.2)`,
      ],
    ],
    [
      '1.2.9',
      { is: 'ended', line: '1.2', since: '2026-06-19', update: '1.5.2' },
      [
        '  – runc             1.2.9: its line 1.2 is no longer maintained since 2026-06-19',
        `    → ${RUNC} (to 1.5.2)`,
      ],
    ],
    [
      '1.1.5+ds1',
      { is: 'distribution', mark: '+ds1', ask: 'apt list --upgradable' },
      [
        '  · runc             1.1.5+ds1: your distribution (+ds1) patches this on its own',
        '    → Ask it on the engine’s host: apt list --upgradable',
      ],
    ],
  ])('%s', (version, verdict, lines) => {
    expect(runc(version, verdict)).toEqual(lines);
  });

  it('a version that the engine does not tell is no mistake', () => {
    expect(runc(undefined, { is: 'unknown', why: 'the engine does not tell it' })).toEqual([
      '  ? runc             unknown: not compared, the engine does not tell it',
    ]);
  });

  it('an engine cannot draw on the terminal by its version', () => {
    const [line] = runc('1.2.3\u001b[2J\nfake', { is: 'unknown', why: 'it is no version number' });
    expect(line).toBe('  ? runc             1.2.3 fake: not compared, it is no version number');
  });

  it('the same advice is said once for those in a row', () => {
    const verdict = { is: 'distribution', mark: '+ds1', ask: 'apt list --upgradable' } as const;
    const both = [
      { product: 'containerd', version: '1.6.20~ds1', verdict },
      { product: 'runc', version: '1.1.5+ds1', verdict },
    ] as const;
    const advice = versionLines(report(both), plain).filter((line) => line.includes('→'));
    expect(advice).toHaveLength(1);
  });

  it('says the day of the data, whence they are, and that old ones are old', () => {
    expect(versionLines(report([]), plain)).toEqual([
      'Versions, compared with data of 2026-11-17',
      '    Only the holes that the course names are looked for: there are others.',
    ]);
    const old = report([], { from: 'fetched', isOld: true, ageDays: 120, canRefresh: true });
    expect(versionLines(old, plain)).toEqual([
      'Versions, compared with data of 2026-11-17, fetched since the course came',
      '  – These data are 120 days old, so there may be newer versions and holes; fetch newer ones: docklab doctor --refresh',
      '    Only the holes that the course names are looked for: there are others.',
    ]);
  });

  it('a course without data is not spoken of, one with mistakes is told them', () => {
    expect(versionLines({ is: 'none' }, plain)).toEqual([]);
    expect(versionsJson({ is: 'none' })).toBeNull();
    const problem = {
      file: 'versions.yaml',
      line: 3,
      message: 'wrong',
      severity: 'error',
    } as const;
    expect(versionLines({ is: 'invalid', problems: [problem] }, plain)).toContain(
      '    versions.yaml:3: wrong',
    );
  });
});

it('what came of asking for newer data is one line', () => {
  expect(refreshLine({ is: 'fetched', asOf: '2026-11-24' })).toContain('of 2026-11-24');
  expect(refreshLine({ is: 'not-newer', asOf: '2026-11-01' })).toContain('not newer');
  expect(refreshLine({ is: 'no-address' })).toContain('nothing was fetched');
  const error = new DocklabError('timeout', 'No answer.', { why: 'It was\nslow.' });
  expect(refreshLine({ is: 'failed', error })).toBe('No newer data: No answer. It was slow.');
});
