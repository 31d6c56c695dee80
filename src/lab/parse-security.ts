/** Capabilities and security options of a service. */
import { unknownWord } from '../course/problem.ts';
import { wrong } from './parse-values.ts';
import type { Read } from './parse-values.ts';

/** Names of capabilities(7) up to Linux 6.x, without `CAP_`. */
const CAPABILITIES = (
  'AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE ' +
  'DAC_READ_SEARCH FOWNER FSETID IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD ' +
  'NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN ' +
  'SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO SYS_RESOURCE SYS_TIME ' +
  'SYS_TTY_CONFIG WAKE_ALARM'
).split(' ');

/** `NET_RAW`, `cap_net_raw`, `ALL` to the upper-case name without `CAP_`. */
export function capability(text: string): Read<string> {
  const name = text.toUpperCase().replace(/^CAP_/, '');
  return name === 'ALL' || CAPABILITIES.includes(name)
    ? { is: 'value', value: name }
    : wrong(unknownWord('capability', name, ['ALL', ...CAPABILITIES]));
}

const OPTIONS = ['no-new-privileges', 'seccomp', 'apparmor', 'label', 'systempaths'];

/** `no-new-privileges`, `seccomp=unconfined`, `apparmor:unconfined` to the form with `=`. */
export function securityOption(text: string): Read<string> {
  const [, key = '', value] = /^([^=:]*)(?:[=:]([^]*))?$/.exec(text) ?? [];
  if (!OPTIONS.includes(key)) return wrong(unknownWord('security option', key, OPTIONS));
  if (key === 'no-new-privileges')
    return value === undefined || value === 'true' || value === 'false'
      ? { is: 'value', value: value === undefined ? key : `${key}=${value}` }
      : wrong('expected no-new-privileges, or no-new-privileges:true');
  return value === undefined || value === ''
    ? wrong(`expected ${key}=VALUE`)
    : { is: 'value', value: `${key}=${value}` };
}
