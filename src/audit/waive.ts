/** What is wrong and accepted: by rule and object, with a reason, and only until a day. */
import { namePattern } from './pattern.ts';
import type { Finding, Outcome } from './rule.ts';

export interface Waiver {
  /** Name of a rule. */
  rule: string;
  /** Name of the container, image, file or network; `*` stands for any letters. */
  subject: string;
  reason: string;
  /** The last day on which it holds: `2027-01-31`. */
  until: string;
}

export interface WaivedFinding extends Finding {
  reason: string;
  until: string;
}

export interface Waived {
  outcome: Outcome;
  waived: readonly WaivedFinding[];
}

/** Today in the words of a waiver. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** Takes waived findings out of what is wrong. A rule of which nothing else is wrong is `waived`, never a pass. */
export function waive(
  rule: string,
  outcome: Outcome,
  waivers: readonly Waiver[],
  today: string,
): Waived {
  if (outcome.is !== 'warn') return { outcome, waived: [] };
  const inForce = waivers.filter((waiver) => waiver.rule === rule && waiver.until >= today);
  const waived = outcome.findings.flatMap((finding): WaivedFinding[] => {
    const by = inForce.find(({ subject }) => namePattern(subject).test(finding.subject));
    return by === undefined ? [] : [{ ...finding, reason: by.reason, until: by.until }];
  });
  const taken = new Set(waived.map(({ subject, saw }) => `${subject} ${saw}`));
  const findings = outcome.findings.filter(({ subject, saw }) => !taken.has(`${subject} ${saw}`));
  return findings.length === 0
    ? { outcome: { is: 'waived', findings: waived }, waived }
    : { outcome: { is: 'warn', findings }, waived };
}

/** Waivers whose day is over: they are told, since what they covered is wrong again. */
export const expired = (waivers: readonly Waiver[], today: string): Waiver[] =>
  waivers.filter(({ until }) => until < today);
