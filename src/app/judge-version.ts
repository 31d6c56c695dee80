/** A version that runs against what is known of versions. Pure. */
import {
  compareVersions,
  firstDifference,
  isInLine,
  parseVersion,
  type VersionNumber,
} from '../course/version-number.ts';
import type { Hole, Line, Product, Versions } from '../course/versions.ts';
import { distributionOf, kernelDistributionOf, type Distribution } from './distribution.ts';

export interface Running {
  readonly product: Product;
  /** As the engine tells it; undefined when it tells none. */
  readonly version: string | undefined;
  /** What it was built of, as it says; undefined where nobody says such a thing. */
  readonly commit?: string | undefined;
}

/** How far behind: so many releases, or one that came before the release itself. */
type Distance =
  { readonly of: 'minor' | 'patch'; readonly count: number } | { readonly of: 'pre-release' };

export interface KnownHole {
  readonly id: string;
  readonly about: string;
  readonly link: string;
  readonly fixedIn: string;
}

export type VersionVerdict =
  /** The newest that is known of its line, or newer than that. */
  | { is: 'current'; newest: string; seen: string }
  | { is: 'behind'; newest: string; seen: string; by: Distance }
  | { is: 'known-hole'; holes: readonly KnownHole[]; update: string | undefined }
  /** Nobody maintains its line; `since` where the day is known. */
  | { is: 'ended'; line: string; since: string | undefined; update: string | undefined }
  | ({ is: 'distribution' } & Distribution)
  | { is: 'unknown'; why: string };

const unknown = (why: string): VersionVerdict => ({ is: 'unknown', why });

/** `today` is a day such as 2026-01-31. */
export function judgeVersion(running: Running, known: Versions, today: string): VersionVerdict {
  if (running.version === undefined) return unknown('the engine does not tell it');
  const number = parseVersion(running.version);
  if (number === undefined || number.parts.length < 2) return unknown('it is no version number');
  const distribution = builtBy(running, running.version);
  if (distribution !== undefined) return { is: 'distribution', ...distribution };
  const product = known.products[running.product];
  if (product === undefined) return unknown('the data do not say anything of it');
  const { lines } = product;
  const line = lines.find((one) => isInLine(number, one.line));
  const holesOf = (version: VersionNumber) => holesIn(version, product.holes);
  const update = updateOf(line, lines, today, (version) => holesOf(version).length === 0);
  const holes = holesOf(number);
  if (holes.length > 0) return { is: 'known-hole', holes, update };
  if (line === undefined) return withoutLine(number, lines, update);
  if (hasEnded(line, today)) return { is: 'ended', line: line.line.text, since: line.ends, update };
  return inLine(number, line);
}

function builtBy({ product, commit }: Running, version: string): Distribution | undefined {
  if (product === 'kernel') return kernelDistributionOf(version);
  const found = distributionOf(version, commit ?? '');
  // The projects' own builds of containerd and runc always name a commit.
  if (found === undefined && commit === '' && (product === 'runc' || product === 'containerd'))
    return { mark: '', ask: 'apt list --upgradable' };
  return found;
}

function holesIn(version: VersionNumber, holes: readonly Hole[]): KnownHole[] {
  return holes.flatMap(({ id, about, link, affected }) => {
    const range = affected.find(
      ({ from, before }) =>
        (from === undefined || compareVersions(version, from) >= 0) &&
        compareVersions(version, before) < 0,
    );
    return range === undefined ? [] : [{ id, about, link, fixedIn: range.before.text }];
  });
}

const hasEnded = ({ ends }: Line, today: string) => ends !== undefined && ends < today;

/** What to go to: the newest of the same line where that is maintained and safe, otherwise of the newest line. */
function updateOf(
  line: Line | undefined,
  lines: readonly Line[],
  today: string,
  isSafe: (version: VersionNumber) => boolean,
): string | undefined {
  const kept = lines.filter((one) => !hasEnded(one, today) && isSafe(one.newest));
  if (line !== undefined && kept.includes(line)) return line.newest.text;
  return newestOf(kept)?.newest.text;
}

const newestOf = (lines: readonly Line[]): Line | undefined =>
  lines.toSorted((a, b) => compareVersions(b.newest, a.newest))[0];

function withoutLine(
  number: VersionNumber,
  lines: readonly Line[],
  update: string | undefined,
): VersionVerdict {
  const newest = newestOf(lines);
  if (newest === undefined)
    return unknown('the data name no current version, and no hole that it has');
  if (compareVersions(number, newest.newest) > 0) return unknown('it is newer than the data');
  return { is: 'ended', line: number.parts.slice(0, 2).join('.'), since: undefined, update };
}

function inLine(number: VersionNumber, { line, newest, seen }: Line): VersionVerdict {
  const about = { newest: newest.text, seen };
  if (compareVersions(number, newest) >= 0) return { is: 'current', ...about };
  const at = firstDifference(number.parts, newest.parts);
  if (at === undefined) return { is: 'behind', ...about, by: { of: 'pre-release' } };
  const count = (newest.parts[at] ?? 0) - (number.parts[at] ?? 0);
  const of = at === line.parts.length && at === 1 ? 'minor' : 'patch';
  return { is: 'behind', ...about, by: { of, count } };
}
