/** Judges owner and mode of the host's files. */
import type { AuditFacts, FileAnswer, FileFacts } from './facts.ts';
import { PLACES, type Place } from './host-paths.ts';
import { notApplicable, pass, unknown, warn, type Outcome } from './rule.ts';

/** Undefined: nothing names such a file. */
export type Find = (facts: AuditFacts) => FileAnswer | { is: 'unnamed'; why: string };

/** The first of these paths at which there is something. */
export function firstOf({ host }: AuditFacts, paths: readonly string[]): FileAnswer {
  if (host.files.is === 'unseen') return host.files;
  let last: FileAnswer = { is: 'absent' };
  for (const path of paths) {
    const answer = host.files.value[path] ?? { is: 'unseen', why: `${path} was not looked at.` };
    if (answer.is === 'file') return answer;
    if (answer.is === 'unseen') last = answer;
  }
  return last;
}

export const place =
  (name: Place): Find =>
  (facts) =>
    firstOf(facts, PLACES[name]);

/** Judges the file that `find` means. No such file is no pass. */
export const ofFile =
  (find: Find, judge: (file: FileFacts, facts: AuditFacts) => string | undefined) =>
  (facts: AuditFacts): Outcome => {
    const answer = find(facts);
    switch (answer.is) {
      case 'unnamed':
        return notApplicable(answer.why);
      case 'absent':
        return notApplicable('There is no such file here.');
      case 'unseen':
        return unknown(answer.why);
      case 'file': {
        const wrong = judge(answer.file, facts);
        return wrong === undefined ? pass(looks(answer.file)) : warn(wrong);
      }
    }
  };

const octal = (mode: number) => mode.toString(8).padStart(3, '0');

const looks = ({ path, stat }: FileFacts) =>
  `${path} belongs to ${stat.uid}:${stat.gid}, mode ${octal(stat.mode)}`;

/** A rootless engine's files are its user's. */
const isEngineUser = (uid: number, { host }: AuditFacts): boolean =>
  host.daemon.is === 'seen' && host.daemon.value.uid === uid;

export function ownedByRoot(file: FileFacts, facts: AuditFacts): string | undefined {
  const { uid, gid } = file.stat;
  if (facts.engine.rootless) {
    if (uid === 0 || isEngineUser(uid, facts)) return undefined;
    return `${looks(file)}: it should belong to root or to the engine's user`;
  }
  return uid === 0 && gid === 0 ? undefined : `${looks(file)}: it should belong to root:root`;
}

/** No permission bit that `most` has not: bits, never numbers, since 606 is smaller than 644 and worse. */
export const modeAtMost =
  (most: number) =>
  (file: FileFacts): string | undefined =>
    (file.stat.mode & ~most) === 0
      ? undefined
      : `${looks(file)}: it should be ${octal(most)} or less`;

/** The socket may belong to the group that may use the engine, or to root alone. */
export function ownedByEngineGroup(file: FileFacts, facts: AuditFacts): string | undefined {
  if (facts.engine.rootless) return ownedByRoot(file, facts);
  const { host } = facts;
  const { uid, gid } = file.stat;
  if (uid === 0 && gid === 0) return undefined;
  const group = host.group.is === 'seen' ? host.group.value?.gid : undefined;
  return uid === 0 && gid === group ? undefined : `${looks(file)}: it should belong to root:docker`;
}
