/** By their number. Source: Linux, include/uapi/linux/capability.h. */
const names = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
  'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT ' +
  'SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP ' +
  'MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');

/** A mask of /proc/<pid>/status as names without CAP_; `none` and `all` where it is so. */
export function capabilityNames(mask: string): string {
  const bits = BigInt(`0x${mask}`);
  const found = names.filter((_name, bit) => ((bits >> BigInt(bit)) & 1n) === 1n);
  if (found.length === names.length) return 'all';
  return capabilityText(found);
}

export function capabilityText(found: readonly string[]): string {
  return found.length === 0 ? 'none' : found.join(', ');
}
