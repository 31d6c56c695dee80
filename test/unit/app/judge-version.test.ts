import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judgeVersion, type Running } from '../../../src/app/judge-version.ts';
import { parseVersions, PRODUCTS, type Versions } from '../../../src/course/versions.ts';

function known(text: string): Versions {
  const result = parseVersions(text, 'versions.yaml');
  if (result.is === 'invalid') throw new Error(JSON.stringify(result.problems));
  return result.versions;
}

const KNOWN = known(`
format: 1
as-of: 2026-11-17
products:
  engine:
    sources: [https://example.org/]
    lines:
      - { line: '29', newest: 29.9.0, seen: 2026-10-12 }
      - { line: '25.0', newest: 25.0.17, seen: 2026-08-22, ends: 2026-12-04 }
      - { line: '20.10', newest: 20.10.27, seen: 2026-08-22, ends: 2023-12-10 }
    holes: []
  desktop:
    sources: [https://example.org/]
    lines: []
    holes:
      - id: CVE-2025-9074
        about: any container reaches the engine
        link: https://example.org/
        affected: [{ from: 4.25.0, before: 4.44.3 }]
  runc:
    sources: [https://example.org/]
    lines:
      - { line: '1.5', newest: 1.5.2, seen: 2026-10-12 }
      - { line: '1.3', newest: 1.3.2, seen: 2026-08-19 }
      - { line: '1.2', newest: 1.2.9, seen: 2026-08-19, ends: 2026-06-19 }
    holes:
      - id: CVE-2024-21626
        about: an open file
        link: https://example.org/
        affected: [{ from: 1.0.0-rc93, before: 1.1.12 }]
      - id: CVE-2025-31133
        about: masked files
        link: https://example.org/
        affected: [{ before: 1.2.8 }, { from: 1.3.0-rc.1, before: 1.3.3 }]
  kernel:
    sources: [https://example.org/]
    lines:
      - { line: '6.18', newest: 6.18.64, seen: 2026-11-17 }
      - { line: '6.12', newest: 6.12.104, seen: 2026-08-22 }
    holes: []
`);

const TODAY = '2026-11-25';
const judged = (product: Running['product'], version?: string, commit?: string) =>
  judgeVersion({ product, version, commit }, KNOWN, TODAY);

describe('a version that the project itself built', () => {
  it.each([
    ['engine', '29.9.0', { newest: '29.9.0', seen: '2026-10-12' }],
    ['engine', '25.0.17', { newest: '25.0.17', seen: '2026-08-22' }],
    // Newer than the data know, in a line that they know.
    ['engine', '29.10.1', { newest: '29.9.0' }],
    ['runc', '1.5.2', {}],
    ['kernel', '6.18.64', {}],
  ] as const)('%s %s is current', (product, version, more) => {
    expect(judged(product, version)).toMatchObject({ is: 'current', ...more });
  });

  it.each([
    ['engine', '29.5.3', { of: 'minor', count: 4 }],
    ['engine', '29.9.0-rc.1', { of: 'pre-release' }],
    ['engine', '25.0.16', { of: 'patch', count: 1 }],
    ['kernel', '6.18.44', { of: 'patch', count: 20 }],
    ['kernel', '6.18', { of: 'patch', count: 64 }],
    // Whoever builds a kernel may name it: this one keeps the number of the project.
    ['kernel', '6.18.44-fc-v657', { of: 'patch', count: 20 }],
    ['kernel', '6.12.10-linuxkit', { of: 'patch', count: 94 }],
    ['kernel', '6.18.5-arch1-1', { of: 'patch', count: 59 }],
  ] as const)('%s %s is behind', (product, version, by) => {
    expect(judged(product, version)).toMatchObject({ is: 'behind', by });
  });

  it('with a known hole is told which, and the first version without it', () => {
    expect(judged('runc', '1.1.11')).toEqual({
      is: 'known-hole',
      holes: [
        expect.objectContaining({ id: 'CVE-2024-21626', fixedIn: '1.1.12' }),
        expect.objectContaining({ id: 'CVE-2025-31133', fixedIn: '1.2.8' }),
      ],
      update: '1.5.2',
    });
  });

  it.each([
    ['1.0.0-rc92', ['CVE-2025-31133']],
    ['1.0.0-rc93', ['CVE-2024-21626', 'CVE-2025-31133']],
    ['1.1.12', ['CVE-2025-31133']],
    ['1.3.0', ['CVE-2025-31133']],
  ])('runc %s has %j', (version, ids) => {
    const verdict = judged('runc', version);
    expect(verdict.is === 'known-hole' && verdict.holes.map(({ id }) => id)).toEqual(ids);
  });

  it('is not sent to a newest version that has a hole itself', () => {
    expect(judged('runc', '1.3.1')).toMatchObject({ is: 'known-hole', update: '1.5.2' });
  });

  it('of Docker Desktop has only holes to be compared with', () => {
    expect(judged('desktop', '4.44.2')).toMatchObject({ is: 'known-hole', update: undefined });
    expect(judged('desktop', '4.44.3')).toMatchObject({ is: 'unknown' });
  });

  it.each([
    ['engine', '20.10.27', { line: '20.10', since: '2023-12-10', update: '29.9.0' }],
    ['runc', '1.2.9', { line: '1.2', since: '2026-06-19', update: '1.5.2' }],
    // Neither named nor newer than what is named.
    ['engine', '28.5.2', { line: '28.5', since: undefined, update: '29.9.0' }],
    ['kernel', '6.17.13', { line: '6.17', since: undefined }],
    ['kernel', '3.10.0', { line: '3.10', since: undefined }],
  ] as const)('%s %s is of a line that nobody maintains', (product, version, more) => {
    expect(judged(product, version)).toMatchObject({ is: 'ended', ...more });
  });

  it('is of a line that goes on until its day has passed', () => {
    const on = (today: string) =>
      judgeVersion({ product: 'engine', version: '25.0.17' }, KNOWN, today);
    expect(on('2026-12-04')).toMatchObject({ is: 'current' });
    expect(on('2026-12-05')).toMatchObject({ is: 'ended', since: '2026-12-04' });
  });
});

describe('what cannot be said', () => {
  it.each([
    ['engine', undefined, 'does not tell'],
    ['engine', 'dev', 'no version number'],
    ['engine', '', 'no version number'],
    ['engine', '29', 'no version number'],
    ['engine', '30.0.1', 'newer than the data'],
    ['kernel', '7.2.0', 'newer than the data'],
    ['containerd', '2.3.6', 'do not say anything'],
  ] as const)('%s %j is unknown', (product, version, why) => {
    const verdict = judged(product, version, 'abcdef0123');
    expect(verdict).toMatchObject({ is: 'unknown', why: expect.stringContaining(why) as string });
  });
});

describe("a distribution's own version", () => {
  it.each([
    ['engine', '20.10.24+dfsg1', '5d6db84', '+dfsg1', 'apt'],
    ['engine', '26.1.5+dfsg1', '411e817', '+dfsg1', 'apt'],
    ['engine', '24.0.7', '24.0.7-0ubuntu4.1', '-0ubuntu4.1', 'apt'],
    ['engine', '20.10.25+azure-2', 'b82b9f3', '+azure-2', 'apt'],
    ['engine', '27.5.1-ce', '4c9b3b011ae4', '-ce', 'zypper'],
    ['runc', '1.1.5+ds1', '1.1.5+ds1-1+deb12u1', '+ds1', 'apt'],
    ['runc', '1.1.12-0ubuntu2~22.04.1', '', '-0ubuntu2~22.04.1', 'apt'],
    ['containerd', '1.6.20~ds1', '1.6.20~ds1-1+deb12u3', '~ds1', 'apt'],
    ['runc', '1.1.12-4.el9', '', '-4.el9', 'dnf'],
    ['kernel', '6.1.0-18-amd64', undefined, '-amd64', 'apt'],
    ['kernel', '6.12.48+deb13-cloud-amd64', undefined, '-cloud-amd64', 'apt'],
    ['kernel', '5.15.0-105-generic', undefined, '-generic', 'apt'],
    ['kernel', '6.8.0-1021-aws', undefined, '-aws', 'apt'],
    ['kernel', '6.12.34+rpt-rpi-v8', undefined, '+rpt-rpi-v8', 'apt'],
    ['kernel', '6.8.12-4-pve', undefined, '-pve', 'apt'],
    ['kernel', '5.14.0-362.el9.x86_64', undefined, '.el9.x86_64', 'dnf'],
    ['kernel', '6.11.4-301.fc41.x86_64', undefined, '.fc41.x86_64', 'dnf'],
    ['kernel', '6.1.119-129.201.amzn2023.x86_64', undefined, '.amzn2023.x86_64', 'dnf'],
    ['kernel', '6.4.0-150600.23.7-default', undefined, '-default', 'zypper'],
    ['kernel', '6.6.87.2-microsoft-standard-WSL2', undefined, '-microsoft-standard-WSL2', 'wsl'],
  ] as const)(
    '%s %s is never called vulnerable by its number',
    (product, version, commit, mark, ask) => {
      expect(judged(product, version, commit)).toEqual({
        is: 'distribution',
        mark,
        ask: expect.stringMatching(new RegExp(`^${ask} `)) as string,
      });
    },
  );

  it('is one too when a program says no commit, as no build of its project does', () => {
    expect(judged('containerd', '1.7.12', '')).toMatchObject({ is: 'distribution', mark: '' });
    expect(judged('runc', '1.1.7', '')).toMatchObject({ is: 'distribution', mark: '' });
  });

  it.each(['v1.2.5-0-g59923ef', '05044ec0a9a75232cad458027ca83437aae3f4da', undefined])(
    'is none with the commit %s',
    (commit) => {
      expect(judged('runc', '1.5.2', commit)).toMatchObject({ is: 'current' });
    },
  );
});

describe("docklab's own data", () => {
  const own = known(readFileSync('versions.yaml', 'utf8'));

  it('send nobody to a version that they say has a hole', () => {
    const kept = PRODUCTS.flatMap((product) =>
      (own.products[product]?.lines ?? [])
        .filter(({ ends = own.asOf }) => ends >= own.asOf)
        .map(({ newest }) => ({ product, version: newest.text })),
    );
    const verdicts = kept.map((one) => judgeVersion(one, own, own.asOf).is);
    expect(verdicts).toEqual(kept.map(() => 'current'));
    expect(kept.length).toBeGreaterThan(10);
  });

  it.each([
    ['runc', '1.0.0-rc6', 'CVE-2019-5736', '1.0.0-rc7'],
    ['runc', '1.1.11', 'CVE-2024-21626', '1.1.12'],
    ['runc', '1.2.7', 'CVE-2025-31133', '1.2.8'],
    ['runc', '1.3.2', 'CVE-2025-52881', '1.3.3'],
    ['runc', '1.4.0-rc.2', 'CVE-2025-52565', '1.4.0-rc.3'],
    ['engine', '27.1.0', 'CVE-2024-41110', '27.1.1'],
    ['engine', '29.3.0', 'CVE-2026-34040', '29.3.1'],
    ['containerd', '1.4.2', 'CVE-2020-15257', '1.4.3'],
    ['containerd', '2.1.4', 'CVE-2024-25621', '2.1.5'],
    ['kernel', '5.10.101', 'CVE-2022-0847', '5.10.102'],
    ['desktop', '4.44.2', 'CVE-2025-9074', '4.44.3'],
  ] as const)('know that %s %s has %s, and %s has not', (product, version, id, fixedIn) => {
    const verdict = judgeVersion({ product, version }, own, own.asOf);
    expect(verdict.is === 'known-hole' ? verdict.holes : []).toContainEqual(
      expect.objectContaining({ id, fixedIn }),
    );
    const after = judgeVersion({ product, version: fixedIn }, own, own.asOf);
    expect(after.is === 'known-hole' ? after.holes.map((hole) => hole.id) : []).not.toContain(id);
  });
});
