/** What runs here against what is current, in lines for people. */
import type { KnownHole, VersionVerdict } from '../app/judge-version.ts';
import type { Refreshed } from '../app/known-versions.ts';
import type { Comparison, VersionReport } from '../app/version-report.ts';
import { formatProblem } from '../course/problem.ts';
import type { Product } from '../course/versions.ts';
import { oneLine } from '../host/sanitise.ts';
import type { Paint } from './paint.ts';

const NAME_WIDTH = 16;

const NAMES: Record<Product, string> = {
  engine: 'engine',
  desktop: 'Docker Desktop',
  containerd: 'containerd',
  runc: 'runc',
  kernel: 'kernel',
  busybox: 'base image',
};

const RUNTIMES = 'It comes with the package containerd.io (Docker’s), or containerd or runc';

/** How a newer one comes. */
const UPDATES: Record<Product, string> = {
  engine: 'Update the engine: https://docs.docker.com/engine/install/',
  desktop: 'Update Docker Desktop: https://docs.docker.com/desktop/release-notes/',
  containerd: `${RUNTIMES}: update that, and restart the engine`,
  runc: `${RUNTIMES}: update that; containers get it when they start`,
  kernel: 'Install the newest kernel of the engine’s host, and restart the host',
  busybox: 'It comes with docklab: npm i -g docklab@latest',
};

/** Empty where the course has no data. */
export function versionLines(report: VersionReport, paint: Paint): string[] {
  switch (report.is) {
    case 'none':
      return [];
    case 'invalid':
      return [
        paint('bold', 'Versions'),
        `  ${paint('yellow', '–')} The course’s data have mistakes, so nothing is compared:`,
        ...report.problems.slice(0, 3).map((problem) => `    ${formatProblem(problem)}`),
        '    → docklab course check --static',
      ];
    case 'compared':
      return comparedLines(report, paint);
  }
}

function comparedLines(report: VersionReport & { is: 'compared' }, paint: Paint): string[] {
  const { comparisons, asOf, from } = report;
  const fetched = from === 'fetched' ? ', fetched since the course came' : '';
  return [
    paint('bold', `Versions, compared with data of ${asOf}${fetched}`),
    ...comparisons.flatMap((one, index) => {
      const advice = adviceOf(one);
      const next = comparisons[index + 1];
      // Said once for all in a row that have the same.
      const isSaidBelow = next !== undefined && adviceOf(next) === advice;
      return [lineOf(one, paint), ...(advice === '' || isSaidBelow ? [] : [`    → ${advice}`])];
    }),
    ...(report.isOld ? [`  ${paint('yellow', '–')} ${ageWords(report)}`] : []),
    '    Only the holes that the course names are looked for: there are others.',
  ];
}

function ageWords({ ageDays, canRefresh }: VersionReport & { is: 'compared' }): string {
  const next = canRefresh
    ? 'fetch newer ones: docklab doctor --refresh'
    : 'a newer version of the course brings newer ones';
  return `These data are ${ageDays} days old, so there may be newer versions and holes; ${next}`;
}

function lineOf({ product, version, verdict }: Comparison, paint: Paint): string {
  const mark = {
    current: paint('green', '✓'),
    behind: paint('yellow', '–'),
    ended: paint('yellow', '–'),
    'known-hole': paint('red', '✗'),
    distribution: '·',
    unknown: '?',
  }[verdict.is];
  const running = `${product === 'busybox' ? 'busybox ' : ''}${oneLine(version ?? 'unknown', 60)}`;
  return `  ${mark} ${NAMES[product].padEnd(NAME_WIDTH)} ${running}: ${words(verdict)}`;
}

function words(verdict: VersionVerdict): string {
  switch (verdict.is) {
    case 'current':
      return `nothing newer in its line was known on ${verdict.seen}`;
    case 'behind':
      return `${behindWords(verdict.by)} ${verdict.newest}, the newest of its line on ${verdict.seen}`;
    case 'known-hole':
      return verdict.holes.map(holeWords).join('; ');
    case 'ended': {
      const since = verdict.since === undefined ? '' : ` since ${verdict.since}`;
      return `its line ${verdict.line} is no longer maintained${since}`;
    }
    case 'distribution': {
      const mark = verdict.mark === '' ? '' : ` (${oneLine(verdict.mark, 40)})`;
      return `your distribution${mark} patches this on its own`;
    }
    case 'unknown':
      return `not compared, ${verdict.why}`;
  }
}

function behindWords(by: (VersionVerdict & { is: 'behind' })['by']): string {
  if (by.of === 'pre-release') return 'came before';
  return `${by.count} ${by.of} ${by.count === 1 ? 'release' : 'releases'} behind`;
}

const holeWords = ({ id, about, fixedIn }: KnownHole) => `${id} (${about}), fixed in ${fixedIn}`;

function adviceOf({ product, verdict }: Comparison): string {
  switch (verdict.is) {
    case 'current':
    case 'unknown':
      return '';
    case 'distribution':
      return `Ask it on the engine’s host: ${verdict.ask}`;
    case 'behind':
      return `${UPDATES[product]} (to ${verdict.newest})`;
    case 'known-hole':
    case 'ended':
      return `${UPDATES[product]}${verdict.update === undefined ? '' : ` (to ${verdict.update})`}`;
  }
}

/** What came of asking for newer data. */
export function refreshLine(refreshed: Refreshed): string {
  switch (refreshed.is) {
    case 'fetched':
      return `Newer data were fetched: of ${refreshed.asOf}.`;
    case 'not-newer':
      return `What is published is of ${refreshed.asOf}, and not newer than what is here.`;
    case 'no-address':
      return 'This course names no address for newer data of versions: nothing was fetched.';
    case 'failed': {
      const { message, why } = refreshed.error;
      return `No newer data: ${oneLine([message, why].join(' '), 400)}`;
    }
  }
}

/** The same for programs. */
export function versionsJson(report: VersionReport): object | null {
  if (report.is === 'none') return null;
  if (report.is === 'invalid') return { problems: report.problems.map(formatProblem) };
  const { asOf, from, ageDays, comparisons } = report;
  return {
    asOf,
    from,
    ageDays,
    compared: comparisons.map(({ product, version, verdict: { is, ...more } }) => ({
      name: product,
      version: version ?? null,
      state: is,
      ...more,
    })),
  };
}

export function refreshJson(refreshed: Refreshed): object {
  if (refreshed.is !== 'failed')
    return { state: refreshed.is, ...('asOf' in refreshed ? { asOf: refreshed.asOf } : {}) };
  const { code, message, why } = refreshed.error;
  return { state: refreshed.is, error: { code, message, why } };
}
