/** Version numbers as programs really tell them, and their order. */

export interface VersionNumber {
  /** `[20, 10, 24]` */
  readonly parts: readonly number[];
  /** Of what comes before a release; undefined for a release. */
  readonly stage: { readonly name: Stage; readonly number: number } | undefined;
  /** What is left behind the number: `+dfsg1`, `-105-generic`. */
  readonly rest: string;
}

type Stage = (typeof STAGES)[number];

/** In the order in which they come. */
const STAGES = ['alpha', 'beta', 'rc'] as const;

const NUMBER = /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?!\d)/i;
const STAGE = /^[-~.]?(alpha|beta|rc)[-.]?(\d{1,9})?(?![a-z\d])/i;

/** Undefined for what does not begin with a number. */
export function parseVersion(text: string): VersionNumber | undefined {
  const number = NUMBER.exec(text);
  if (number?.[1] === undefined) return undefined;
  const parts = number[1].split('.').map(Number);
  const after = text.slice(number[0].length);
  const stage = STAGE.exec(after);
  if (stage === null) return { parts, stage: undefined, rest: after };
  const name = STAGES.find((one) => one === stage[1]?.toLowerCase());
  return {
    parts,
    stage: name && { name, number: Number(stage[2] ?? 0) },
    rest: after.slice(stage[0].length),
  };
}

/** Below zero when `a` came before `b`. What is behind the number does not count: `1.1.5+ds1` is `1.1.5`. */
export function compareVersions(a: VersionNumber, b: VersionNumber): number {
  const at = firstDifference(a.parts, b.parts);
  if (at !== undefined) return (a.parts[at] ?? 0) - (b.parts[at] ?? 0);
  if (a.stage === undefined || b.stage === undefined)
    return Number(a.stage === undefined) - Number(b.stage === undefined);
  return (
    STAGES.indexOf(a.stage.name) - STAGES.indexOf(b.stage.name) || a.stage.number - b.stage.number
  );
}

/** Where two numbers first differ; parts that are not there are zero. */
export function firstDifference(a: readonly number[], b: readonly number[]): number | undefined {
  for (let at = 0; at < Math.max(a.length, b.length); at++)
    if ((a[at] ?? 0) !== (b[at] ?? 0)) return at;
  return undefined;
}

/** Whether a version belongs to a line: `20.10.24` to `20.10`, `29.5.3` to `29`. */
export const isInLine = (version: VersionNumber, line: VersionNumber): boolean =>
  line.parts.every((part, at) => version.parts[at] === part);
