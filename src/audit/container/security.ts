/** The kernel's protections of a container: capabilities, LSMs, seccomp, new privileges. */
import type { AuditFacts, ContainerFacts } from '../facts.ts';
import { notApplicable, unknown, type Outcome } from '../rule.ts';
import { settingsOf } from '../settings.ts';
import { findingsOf, warnEach, type Look } from './each.ts';

/** What Docker gives to a container that asks for nothing. */
const DEFAULT_CAPABILITIES = new Set(
  `AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID
  SYS_CHROOT`.split(/\s+/),
);

export const addedCapabilities: Look = ({ capAdd, privileged }) => {
  if (privileged) return 'is privileged: it has every capability';
  const added = capAdd
    .map((name) => name.toUpperCase().replace(/^CAP_/, ''))
    .filter((name) => !DEFAULT_CAPABILITIES.has(name));
  return added.length === 0 ? undefined : `was given ${added.join(', ')}`;
};

/** The values of a security option: `apparmor=unconfined`, or with a colon as old clients write it. */
const optionsOf = ({ securityOpt }: ContainerFacts, name: string): string[] =>
  securityOpt.flatMap((option) => {
    if (option === name) return [''];
    return option.startsWith(`${name}=`) || option.startsWith(`${name}:`)
      ? [option.slice(name.length + 1)]
      : [];
  });

const engineHas = ({ engine }: AuditFacts, name: string): boolean =>
  engine.securityOptions.some((option) => option.split(',').includes(`name=${name}`));

const noAppArmor: Look = (container) => {
  const asked = optionsOf(container, 'apparmor').at(-1);
  const { appArmorProfile: profile, isRunning, privileged } = container;
  if (asked === 'unconfined' || profile === 'unconfined')
    return 'runs without a profile: unconfined';
  if (asked !== undefined) return undefined;
  if (privileged) return 'is privileged, and so without a profile';
  // The engine fills in a profile only when it starts the container.
  return isRunning && profile === '' ? 'has no AppArmor profile' : undefined;
};

export function appArmor(facts: AuditFacts): Outcome {
  if (!engineHas(facts, 'apparmor'))
    return notApplicable('The engine does not use AppArmor: its kernel has none, or it is off.');
  return warnEach(noAppArmor, 'Every container has an AppArmor profile.')(facts);
}

const noSelinux: Look = (container) => {
  if (optionsOf(container, 'label').includes('disable')) return 'has SELinux labels switched off';
  if (container.privileged) return 'is privileged, and so without an SELinux label';
  return container.isRunning && container.selinuxLabel === '' ? 'has no SELinux label' : undefined;
};

export function selinux(facts: AuditFacts): Outcome {
  if (!engineHas(facts, 'selinux'))
    return notApplicable(
      'The engine does not use SELinux: its kernel has none, or selinux-enabled is off.',
    );
  return warnEach(noSelinux, 'Every container has an SELinux label.')(facts);
}

/** The profile of containers that name none: undefined when the engine has no seccomp at all. */
export function seccompDefault({ engine }: AuditFacts): string | undefined {
  const option = engine.securityOptions.find((one) => one.split(',').includes('name=seccomp'));
  return option === undefined ? undefined : (/profile=([^,]+)/.exec(option)?.[1] ?? 'default');
}

export const noSeccomp: Look = (container, facts) => {
  const usual = seccompDefault(facts);
  if (usual === undefined) return "has no filter: the engine's kernel has no seccomp";
  const asked = optionsOf(container, 'seccomp').at(-1);
  if (asked === 'unconfined') return 'has its filter of system calls off: unconfined';
  if (asked !== undefined) return undefined;
  if (container.privileged) return 'is privileged, and so without a filter of system calls';
  return usual === 'unconfined' ? 'has no filter: the engine gives none by default' : undefined;
};

/** Whether a container says it itself; a bare option means yes. */
const ownNoNewPrivileges = (container: ContainerFacts): boolean | undefined => {
  const asked = optionsOf(container, 'no-new-privileges').at(-1);
  return asked === undefined ? undefined : !/^(0|f|false)$/i.test(asked);
};

/** What the engine gives to containers that say nothing; undefined when that could not be seen. */
export function noNewPrivilegesDefault(facts: AuditFacts): boolean | undefined {
  if (engineHas(facts, 'no-new-privileges')) return true;
  const settings = settingsOf(facts);
  return settings.is === 'seen' ? settings.value.isOn('no-new-privileges') === true : undefined;
}

export function newPrivileges(facts: AuditFacts): Outcome {
  const usual = noNewPrivilegesDefault(facts);
  const off: Look = (container) =>
    ownNoNewPrivileges(container) === false ? 'says no-new-privileges=false' : undefined;
  const missing: Look = (container) =>
    off(container, facts) ??
    (ownNoNewPrivileges(container) === undefined && usual !== true
      ? 'may gain privileges through setuid programs'
      : undefined);
  if (
    usual === undefined &&
    findingsOf(facts, off).length === 0 &&
    findingsOf(facts, missing).length > 0
  )
    return unknown('Some containers leave it to the engine, whose settings could not be seen.');
  return warnEach(usual === undefined ? off : missing, 'No container can gain privileges.')(facts);
}
