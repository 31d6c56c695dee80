/** Judges whether the kernel's audit system watches a file: by the rules that are in force, not by files of rules. */
import type { AuditFacts, AuditRule } from './facts.ts';
import { firstOf } from './files.ts';
import { PLACES, type Place } from './host-paths.ts';
import { clean, isBelow } from './paths.ts';
import { notApplicable, pass, unknown, warn, type Outcome } from './rule.ts';

/** What a rule must see: that a program is started, or that a file is changed. */
export type Watch = 'x' | 'w';

const WORDS: Record<Watch, string> = { x: 'starts', w: 'changes' };

/** Parses what `auditctl -l` prints (auditctl(8)); a rule that excludes, or that watches no path, is left out. */
export function parseAuditRules(text: string): AuditRule[] {
  return text.split('\n').flatMap((line): AuditRule[] => {
    const words = line.trim().split(/\s+/);
    const after = (flag: string) => words[words.indexOf(flag) + 1] ?? '';
    if (words[0] === '-w')
      // Of a folder, the kernel watches everything below.
      return [
        { path: after('-w'), below: true, perms: words.includes('-p') ? after('-p') : 'rwxa' },
      ];
    if (words[0] !== '-a' || !/^(always,exit|exit,always)$/.test(words[1] ?? '')) return [];
    const field = (name: string) =>
      words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    const [path, dir] = [field('path'), field('dir')];
    const perms = field('perm') ?? 'rwxa';
    if (dir !== undefined) return [{ path: dir, below: true, perms }];
    return path === undefined ? [] : [{ path, below: false, perms }];
  });
}

/** A folder is watched by a rule that names it or one above; never by one that only begins alike. */
function isWatched(path: string, watch: Watch, rules: readonly AuditRule[]): boolean {
  return rules.some((rule) => {
    const named = clean(rule.path);
    const reaches = rule.below ? isBelow(path, named) : path === named;
    // A program that is replaced is as good as started.
    return reaches && (rule.perms.includes(watch) || rule.perms.includes('w'));
  });
}

/** Judges the first of these paths at which there is something. */
export const watched =
  (paths: (facts: AuditFacts) => readonly string[], watch: Watch) =>
  (facts: AuditFacts): Outcome => {
    const answer = firstOf(facts, paths(facts));
    if (answer.is === 'absent') return notApplicable('There is no such file here.');
    if (answer.is === 'unseen') return unknown(answer.why);
    const { audit } = facts.host;
    if (audit.is === 'unseen') return unknown(audit.why);
    const { path } = answer.file;
    if (!isWatched(clean(path), watch, audit.value.rules))
      return warn(`No rule of the kernel sees who ${WORDS[watch]} ${path}.`);
    return audit.value.isOn
      ? pass(`The kernel records who ${WORDS[watch]} ${path}.`)
      : warn(`There is a rule for ${path}, but auditing is off: auditctl -e 1`);
  };

export const watchedPlace = (name: Place, watch: Watch) => watched(() => PLACES[name], watch);
