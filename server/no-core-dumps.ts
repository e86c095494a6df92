import { execFileSync } from 'node:child_process';

/**
 * This process, and what it starts, leaves no image of its memory on a disk when it crashes: keys of vaults are in it
 * for moments. Node itself has no way to say so; `prlimit` is part of every Debian (util-linux).
 */
export function noCoreDumps(): void {
  try {
    execFileSync('prlimit', ['--pid', String(process.pid), '--core=0:0'], { stdio: 'ignore' });
  } catch {
    // Elsewhere than on Linux there are no vaults, and no keys of them.
  }
}
