/** Names of the kernel's capabilities by bit, without `CAP_`: include/uapi/linux/capability.h, as of Linux 5.9. */
const NAMES =
  `CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE
  NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN
  SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE
  MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE`.split(/\s+/);

/** The capabilities of a mask of `/proc/PID/status`, in the order of their bits; one that is newer than this list is `bit N`. */
export function capabilitiesOf(mask: bigint): string[] {
  const names: string[] = [];
  for (let bit = 0, rest = mask; rest > 0n; bit += 1, rest >>= 1n)
    if (rest & 1n) names.push(NAMES[bit] ?? `bit ${bit}`);
  return names;
}
