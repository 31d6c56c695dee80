/** A report about some containers or images only: for a pipeline that answers for no others. */
import type { AuditFacts } from './facts.ts';
import { namePattern } from './pattern.ts';
import { pass, type Outcome, type Rule } from './rule.ts';

/** Names, with `*` for any letters. Both empty: everything. */
export interface Scope {
  containers: readonly string[];
  images: readonly string[];
}

export const EVERYTHING: Scope = { containers: [], images: [] };

const ABOUT_IMAGES = /^4\.(?!1$|5$)/;
const ABOUT_CONTAINERS = /^(4\.1$|5\.(?!1$))/;

const patternsFor = ({ cis }: Rule, { containers, images }: Scope): readonly string[] => {
  const number = cis['1.8.0'] ?? '';
  if (ABOUT_IMAGES.test(number)) return images;
  return ABOUT_CONTAINERS.test(number) ? containers : [];
};

const isWhole = ({ containers, images }: Scope) => containers.length + images.length === 0;

/** Whether the rule is about anything that is asked for. */
export const isInScope =
  (scope: Scope) =>
  (rule: Rule): boolean =>
    isWhole(scope) || patternsFor(rule, scope).length > 0;

/** Only what was found at these; a rule is judged with everything in sight, since containers share things. */
export function scoped(rule: Rule, outcome: Outcome, scope: Scope): Outcome {
  if (isWhole(scope) || !('findings' in outcome)) return outcome;
  const patterns = patternsFor(rule, scope).map(namePattern);
  const findings = outcome.findings.filter(
    ({ subject }) =>
      subject === '' ||
      // An image has all its tags for a name.
      subject.split(', ').some((name) => patterns.some((pattern) => pattern.test(name))),
  );
  return findings.length === 0 ? pass('Nothing of it here.') : { ...outcome, findings };
}

/** The words of a scope that name nothing: a misspelt name must not pass. */
export function strangeNames({ containers, images }: AuditFacts, scope: Scope): string[] {
  const strange = (words: readonly string[], names: readonly string[]) =>
    words.filter((word) => !names.some((name) => namePattern(word).test(name)));
  return [
    ...strange(
      scope.containers,
      containers.map(({ name }) => name),
    ),
    ...strange(
      scope.images,
      images.flatMap(({ tags }) => tags),
    ),
  ];
}
