/** Whether a host can show a lesson: what the lesson needs against what the engine says it has. Pure. */
import type { Need } from '../course/types.ts';
import type { EngineInfo } from '../host/engine.ts';
import type { Readiness } from './learner.ts';

type Lack = Exclude<Readiness, { is: 'ready' } | { is: 'unknown' }>;
type Judge = (info: EngineInfo) => Lack | undefined;

const notHere = (why: string, next: string): Lack => ({ is: 'not-here', why, next });
const partly = (why: string, next: string): Lack => ({ is: 'partly', why, next });

const hasNo = (info: EngineInfo, name: string) => !info.security.includes(name);

const LACKS: Record<Need, Judge> = {
  apparmor: (info) =>
    hasNo(info, 'apparmor')
      ? notHere(
          "The engine's host does not confine containers with AppArmor.",
          'Use an engine on a host with AppArmor (Debian, Ubuntu): sudo aa-status',
        )
      : undefined,
  selinux: (info) =>
    hasNo(info, 'selinux')
      ? notHere(
          'The engine does not label containers for SELinux.',
          'Use an engine on Fedora, RHEL or another host with SELinux, with "selinux-enabled": true in daemon.json',
        )
      : undefined,
  seccomp: (info) =>
    hasNo(info, 'seccomp')
      ? notHere(
          'The engine filters no system calls: its kernel has no seccomp, or it was built without.',
          'Use an engine whose `docker info` lists seccomp under Security Options',
        )
      : undefined,
  audit: (info) =>
    info.desktop
      ? notHere(
          "Docker Desktop's engine runs in a hidden virtual machine, where no audit rules can be added.",
          'Use an engine on a Linux host with auditd: sudo apt-get install auditd',
        )
      : undefined,
  'cgroup-v2': (info) =>
    info.cgroupVersion === 1
      ? notHere(
          "The engine's host uses cgroups version 1.",
          'Boot it with systemd.unified_cgroup_hierarchy=1 on the kernel command line, or use a current distribution',
        )
      : undefined,
  privileged: (info) =>
    info.rootless
      ? partly(
          'A rootless engine gives even a privileged container only your own rights.',
          'Use an engine that runs as root to see all of it: docker context use default',
        )
      : undefined,
};

/** The worst of what a lesson lacks decides, the first of them is named. */
export function readinessOf(needs: readonly Need[], info: EngineInfo): Readiness {
  const lacks = needs.flatMap((need) => LACKS[need](info) ?? []);
  return lacks.find(({ is }) => is === 'not-here') ?? lacks[0] ?? { is: 'ready' };
}

/** The engine in one line. */
export function engineLine(info: EngineInfo): string {
  const kind = info.desktop ? ['Docker Desktop'] : info.rootless ? ['rootless'] : [];
  return [
    `Docker ${info.version}`,
    `API ${info.apiVersion}`,
    `cgroup v${info.cgroupVersion}`,
    info.storageDriver,
    ...kind,
  ].join(', ');
}
