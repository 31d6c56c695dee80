import type { CheckVerdict, TaskVerdict } from '../../../src/verify/verdict.ts';

const control: CheckVerdict = {
  id: 'root-is-ro',
  kind: 'control',
  status: 'fail',
  expected: 'The kernel has the root filesystem of your container mounted read-only.',
  observed: 'It is mounted rw: your container was started without --read-only.',
  why: 'A writable root is where an attacker leaves tools that survive the first request.',
  see: 'docker exec read-only-web sh -c \'grep " / / " /proc/self/mountinfo\'',
};
const service: CheckVerdict = {
  id: 'answers',
  kind: 'service',
  status: 'pass',
  expected: 'The app still answers and still counts its visitors.',
  observed: 'GET / gave 200 and “visitor 7”.',
  why: 'An app that is down is not hardened.',
  see: 'wget -qO- http://127.0.0.1:32768/',
};
const attack: CheckVerdict = {
  id: 'drop',
  kind: 'attack',
  status: 'fail',
  expected: 'An attacker cannot put a program into the filesystem.',
  observed: 'docklab wrote /usr/bin/.tool and ran it as the app.',
  why: 'That is how a hole in a web app becomes a miner on your machine.',
  see: 'docker exec read-only-web ls -l /usr/bin/.tool',
};

const verdict = (
  task: string,
  status: TaskVerdict['status'],
  checks: CheckVerdict[],
): TaskVerdict => ({
  lesson: 'read-only',
  task,
  status,
  checks,
  ms: 340,
});

export const ROOT_FAILS = verdict('root', 'fail', [attack, service, control]);

export const ROOT_PASSES = verdict('root', 'pass', [
  { ...attack, status: 'pass', observed: 'Writing failed: “Read-only file system”.' },
  service,
  { ...control, status: 'pass', observed: 'mountinfo of PID 4711 has / mounted “ro,relatime”.' },
]);

const gone = {
  status: 'fail',
  observed: 'There is no container named read-only-web.',
  see: 'docker ps -a --filter name=read-only-web',
} as const;

/** The container is missing: every check fails for that one reason. */
export const ROOT_GONE = verdict('root', 'fail', [
  { ...attack, ...gone },
  { ...service, ...gone },
  { ...control, ...gone },
]);

export const TMP_FAILS = verdict('tmp', 'fail', [
  {
    ...control,
    id: 'tmp-noexec',
    expected: '/tmp is a tmpfs with noexec.',
    observed: 'There is no mount on /tmp.',
  },
  { ...attack, id: 'tmp-run' },
]);

export const TMP_PASSES = verdict('tmp', 'pass', [
  {
    ...control,
    id: 'tmp-noexec',
    status: 'pass',
    observed: 'tmpfs rw,nosuid,nodev,noexec,size=1024k',
  },
]);

export const SIZE_UNSUPPORTED = verdict('size', 'unsupported', [
  {
    ...control,
    id: 'tmp-size',
    status: 'unsupported',
    expected: '/tmp has a size limit.',
    observed: 'This engine runs in a machine that docklab cannot look into.',
  },
]);

export const SIZE_PASSES = verdict('size', 'pass', [
  { ...control, id: 'tmp-size', status: 'pass', observed: 'size=1024k' },
]);
