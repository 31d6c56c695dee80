/** `versions.yaml` of a course: which versions are current, which have known holes, and as of when. */
import * as z from 'zod';
import { decode, strict } from './decode.ts';
import { error, sortProblems } from './problem.ts';
import type { Place, Problem } from './problem.ts';
import { line as text } from './schema.ts';
import { compareVersions, isInLine, parseVersion } from './version-number.ts';
import type { VersionNumber } from './version-number.ts';
import type { Yaml } from './yaml.ts';

export const VERSIONS_FILE = 'versions.yaml';

/** The newest format of that file that this docklab reads. */
const FORMAT = 1;

interface Version extends VersionNumber {
  /** As it was written. */
  readonly text: string;
}

/** A release line, say `20.10`. */
export interface Line {
  readonly line: Version;
  readonly newest: Version;
  /** The day of the source that named it the newest. */
  readonly seen: string;
  /** The day on which the project stops to maintain it, where that is known. */
  readonly ends?: string | undefined;
}

export interface Hole {
  readonly id: string;
  readonly about: string;
  readonly link: string;
  /** From the first that has it (from the beginning where it is left out) to the first that has not. */
  readonly affected: readonly { readonly from?: Version | undefined; readonly before: Version }[];
}

interface KnownProduct {
  readonly sources: readonly string[];
  readonly lines: readonly Line[];
  readonly holes: readonly Hole[];
}

export const PRODUCTS = ['engine', 'desktop', 'containerd', 'runc', 'kernel', 'busybox'] as const;
export type Product = (typeof PRODUCTS)[number];

export interface Versions {
  /** The day up to which the data reach. */
  readonly asOf: string;
  /** Where newer data can be had. */
  readonly refresh: string | undefined;
  readonly products: Readonly<Partial<Record<Product, KnownProduct | undefined>>>;
}

export type VersionsResult =
  { is: 'versions'; versions: Versions } | { is: 'invalid'; problems: readonly Problem[] };

const day = z
  .string()
  .refine(
    (written) => /^\d{4}-\d\d-\d\d$/.test(written) && isDay(written),
    'expected a day such as 2026-01-31',
  );

/** February has no 30th, which `Date` would take for the 2nd of March. */
const isDay = (written: string) => {
  const date = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
};

const version = text.max(60).transform((written, context): Version => {
  const parsed = parseVersion(written);
  // A course's own words: whatever is behind a number here was written by mistake.
  if (parsed !== undefined && parsed.rest === '') return { ...parsed, text: written };
  context.addIssue({ code: 'custom', message: 'expected a version such as 1.2.3 or 1.2.0-rc.1' });
  return z.NEVER;
});

const link = text.refine(
  (written) => urlOf(written)?.protocol === 'https:',
  'expected an https address',
);

const refresh = text.refine((written) => {
  const url = urlOf(written);
  if (url === undefined || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname));
}, 'expected an https address without a user (http only on this machine itself, to try it)');

const urlOf = (written: string) => URL.parse(written) ?? undefined;
const isThisMachine = (host: string) => ['127.0.0.1', '[::1]', 'localhost'].includes(host);

const lineSchema = strict({ line: version, newest: version, seen: day, ends: day.optional() });

const holeSchema = strict({
  id: text.regex(/^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[a-z\d]{4}){3})$/, 'expected a CVE or GHSA id'),
  about: text.max(200),
  link,
  affected: z
    .array(strict({ from: version.optional(), before: version }))
    .min(1)
    .max(20),
});

const product = strict({
  sources: z.array(link).min(1).max(20),
  lines: z.array(lineSchema).max(50),
  holes: z.array(holeSchema).max(200),
}).optional();

const schema = strict({
  format: z.literal(FORMAT, `expected ${FORMAT}; a higher one needs a newer docklab`),
  'as-of': day,
  refresh: refresh.optional(),
  products: strict({
    engine: product,
    desktop: product,
    containerd: product,
    runc: product,
    kernel: product,
    busybox: product,
  } satisfies Record<Product, typeof product>),
});

type Written = z.infer<typeof schema>;

/** Parses the text of a `versions.yaml`; `file` is what problems call it. */
export function parseVersions(written: string, file: string): VersionsResult {
  const place = { file, line: 1 };
  const decoded = decode(schema, written, place);
  if (decoded.is === 'invalid') return decoded;
  const { value, lineOf } = decoded;
  const problems = contradictions(value, lineOf, place);
  if (problems.length > 0) return { is: 'invalid', problems: sortProblems(problems) };
  const versions = {
    asOf: value['as-of'],
    refresh: value.refresh,
    products: value.products,
  };
  return { is: 'versions', versions };
}

/** What is well written and cannot be so. */
function contradictions(value: Written, lineOf: Yaml['lineOf'], place: Place): Problem[] {
  return PRODUCTS.flatMap((name) => {
    const { lines = [], holes = [] } = value.products[name] ?? {};
    const at = (path: readonly PropertyKey[], message: string) =>
      error(
        { file: place.file, line: lineOf(['products', name, ...path]) },
        `products.${name}: ${message}`,
      );
    return [
      ...lines.flatMap((one, index) =>
        mistakesOf(one, value['as-of'], lines.slice(0, index)).map((message) =>
          at(['lines', index], message),
        ),
      ),
      ...holes.flatMap((hole, index) =>
        hole.affected.flatMap(({ from, before }, range) =>
          from === undefined || compareVersions(from, before) < 0
            ? []
            : [
                at(
                  ['holes', index, 'affected', range],
                  `${hole.id}: expected "from" to be older than "before", found ${from.text} and ${before.text}`,
                ),
              ],
        ),
      ),
    ];
  });
}

function mistakesOf(one: Line, asOf: string, before: readonly Line[]): string[] {
  const { line, newest, seen } = one;
  const mistakes: string[] = [];
  if (!isInLine(newest, line)) mistakes.push(`${newest.text} is no version of line ${line.text}`);
  if (seen > asOf) mistakes.push(`seen on ${seen}, after as-of: expected as-of to be the last day`);
  if (before.some((other) => isInLine(other.line, line) || isInLine(line, other.line)))
    mistakes.push(`line ${line.text} overlaps a line above: expected each version in one line`);
  return mistakes;
}
