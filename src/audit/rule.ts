/** What a rule of the benchmark is, and what it can say. */
import type { AuditFacts } from './facts.ts';

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One thing that is wrong, or that a person must look at. */
export interface Finding {
  /** The container, image, file or network; empty when it is the engine or the host as a whole. */
  subject: string;
  /** What was seen there, in one line. */
  saw: string;
}

export type Outcome =
  | { is: 'pass'; saw: string }
  /** Not as it should be. */
  | { is: 'warn'; findings: readonly Finding[] }
  /** Not as it should be, and accepted for a time. */
  | { is: 'waived'; findings: readonly Finding[] }
  /** Worth knowing; nothing to be right or wrong. */
  | { is: 'info'; findings: readonly Finding[] }
  /** A person must decide; the findings say what to look at. */
  | { is: 'note'; findings: readonly Finding[] }
  /** There is nothing here that the rule speaks of. Never a pass. */
  | { is: 'not-applicable'; why: string }
  /** It could not be seen. Never a pass. */
  | { is: 'unknown'; why: string };

export type OutcomeKind = Outcome['is'];

export interface Rule {
  /** Never changes, whatever the benchmark's numbering does. */
  slug: string;
  /** Numbers in the versions of the benchmark; undefined where that version has no such rule. */
  cis: { '1.6.0': string | undefined; '1.8.0': string | undefined };
  title: string;
  severity: Severity;
  /** Whether a fact decides, or a person. */
  by: 'fact' | 'person';
  /** What an attacker gains where it is not kept. */
  gain: string;
  /** What puts it right, as a command where there is one. */
  fix: string;
  judge: (facts: AuditFacts) => Outcome;
}

export const pass = (saw: string): Outcome => ({ is: 'pass', saw });
export const notApplicable = (why: string): Outcome => ({ is: 'not-applicable', why });
export const unknown = (why: string): Outcome => ({ is: 'unknown', why });
/** Of the engine or the host as a whole. */
export const whole = (saw: string): Finding => ({ subject: '', saw });
export const warn = (saw: string): Outcome => ({ is: 'warn', findings: [whole(saw)] });
export const note = (saw: string): Outcome => ({ is: 'note', findings: [whole(saw)] });

/** `kind` when there are findings, a pass otherwise. */
export const unlessFound = (
  kind: 'warn' | 'note' | 'info',
  findings: readonly Finding[],
  saw: string,
): Outcome => (findings.length > 0 ? { is: kind, findings } : pass(saw));

/** Numbers that both versions share. */
export const both = (id: string): Rule['cis'] => ({ '1.6.0': id, '1.8.0': id });

export type Section = { id: number; title: string; rules: readonly Rule[] };
