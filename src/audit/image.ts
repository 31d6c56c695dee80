/** What the engine tells of an image: its configuration and the steps that made it. */
import type { AuditFacts, ImageFacts } from './facts.ts';
import { notApplicable, unlessFound, type Finding, type Outcome } from './rule.ts';

type Look = (image: ImageFacts) => string | undefined;

const SHORT_ID = 12;

/** Its tags; the id of one that has none. */
const imageName = ({ id, tags }: ImageFacts): string =>
  tags.join(', ') || id.replace(/^sha256:/, '').slice(0, SHORT_ID);

export const judgeImages =
  (kind: 'warn' | 'note', look: Look, fine: string) =>
  ({ images }: AuditFacts): Outcome => {
    if (images.length === 0) return notApplicable('The engine has no image.');
    const findings = images.flatMap((image): Finding[] => {
      const saw = look(image);
      return saw === undefined ? [] : [{ subject: imageName(image), saw }];
    });
    return unlessFound(kind, findings, fine);
  };

export const noHealthcheck: Look = ({ healthcheck }) =>
  healthcheck === undefined || healthcheck.length === 0 || healthcheck[0] === 'NONE'
    ? 'has no HEALTHCHECK'
    : undefined;

// Of yum and dnf, `update` upgrades packages: it is no list.
const UPDATE =
  /\b(apt-get|apt|apk)\s([^&;|]*\s)?update\b|\b(yum|dnf)\s([^&;|]*\s)?makecache\b|\bzypper\s([^&;|]*\s)?refresh\b|\bpacman\s+-Sy\b/;
const INSTALL =
  /\b(apt-get|apt|yum|dnf|zypper)\s([^&;|]*\s)?(install|upgrade|dist-upgrade|full-upgrade)\b|\bapk\s([^&;|]*\s)?(add|upgrade)\b|\bpacman\s+-S\w*\s+[\w-]/;

/** An update in a step of its own stays in the cache, and the install after it uses old lists. */
export const lonelyUpdate: Look = ({ history }) =>
  history.some((line) => UPDATE.test(line) && !INSTALL.test(line))
    ? 'updates the lists of packages in a step of its own'
    : undefined;

/** As the classic builder and as BuildKit write it. */
const ADD = /^(?:\/bin\/sh -c #\(nop\) +)?ADD /;

/** The oldest step is the base image's own filesystem, which nobody can write otherwise. */
export const usesAdd: Look = ({ history }) => {
  const steps = history.slice(0, -1).filter((line) => ADD.test(line)).length;
  return steps === 0 ? undefined : `uses ADD in ${steps} of its steps`;
};

const SECRET = /(PASS(WORD|WD|PHRASE)?|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

export const secretNames: Look = ({ envNames }) => {
  const names = envNames.filter((name) => SECRET.test(name));
  return names.length === 0
    ? undefined
    : `has variables that are named like secrets: ${names.join(', ')}`;
};
