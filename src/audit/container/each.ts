/** Rules that look at each container alike, running or not. */
import type { AuditFacts, ContainerFacts } from '../facts.ts';
import { notApplicable, unlessFound, type Finding, type Outcome } from '../rule.ts';

/** What is wrong with one container, in a line; undefined when nothing is. */
export type Look = (container: ContainerFacts, facts: AuditFacts) => string | undefined;

/** A finding for each container of which `look` says something. */
export const findingsOf = (facts: AuditFacts, look: Look): Finding[] =>
  facts.containers.flatMap((container) => {
    const saw = look(container, facts);
    if (saw === undefined) return [];
    return [{ subject: container.name, saw: container.isRunning ? saw : `${saw} (not running)` }];
  });

const NONE = 'There is no container, running or stopped.';

const judged =
  (kind: 'warn' | 'note' | 'info') =>
  (look: Look, fine: string) =>
  (facts: AuditFacts): Outcome =>
    facts.containers.length === 0
      ? notApplicable(NONE)
      : unlessFound(kind, findingsOf(facts, look), fine);

/** Wrong for each container of which `look` says something. */
export const warnEach = judged('warn');
/** To be looked at by a person, for each container of which `look` says something. */
export const noteEach = judged('note');

/** A mode that may lead to another container (`container:ID`), followed to where it ends. */
function modeOf(
  container: ContainerFacts,
  facts: AuditFacts,
  mode: (of: ContainerFacts) => string,
): string {
  let at = container;
  for (let steps = 0; steps <= facts.containers.length; steps += 1) {
    const [, other] = /^container:(.+)$/.exec(mode(at)) ?? [];
    if (other === undefined) return mode(at);
    const next = facts.containers.find(
      ({ id, name }) => name === other || (other.length >= 12 && id.startsWith(other)),
    );
    if (next === undefined) return mode(at);
    at = next;
  }
  return '';
}

/** Shares a namespace of the host, itself or through another container. */
export const sharesHost =
  (what: string, mode: (of: ContainerFacts) => string): Look =>
  (container, facts) => {
    if (modeOf(container, facts, mode) !== 'host') return undefined;
    const own = mode(container);
    return own === 'host'
      ? `shares the host's ${what}`
      : `shares the host's ${what}, through ${own.replace(/^container:/, 'container ')}`;
  };
