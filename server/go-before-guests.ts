import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const priority = -10;

/**
 * Asks the system to let the panel go before the guests of its machine: each of them has as great a share of the
 * CPU as a whole session of processes, and many that start at once would make pages wait. Where the kernel groups
 * sessions (autogroup, sched(7)) the group's priority counts as well. Without the right to it nothing changes.
 */
export function goBeforeGuests(): void {
  try {
    setPriority(priority);
    writeFileSync('/proc/self/autogroup', String(priority));
  } catch {
    // A panel without root, in a container, or on a kernel without groups: it shares as others do.
  }
}
