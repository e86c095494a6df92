import { execFileSync } from 'node:child_process';

/**
 * This process, and what it starts, leaves no image of its memory on a disk when it crashes: keys of vaults are in it
 * for moments. Node itself has no way to say so; `prlimit` is part of every Debian (util-linux). Gives why it could
 * not be done, for the log. Elsewhere than on Linux there are no vaults, and no keys of them.
 *
 * A limit of 0 does not hold where a program takes the dumps (core(5), "Piping core dumps to a program"); at 1 the kernel
 * gives up in both cases (fs/coredump.c: "RLIMIT_CORE is set to 1, aborting core").
 */
export function noCoreDumps(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    execFileSync('prlimit', ['--pid', String(process.pid), '--core=1:1'], { stdio: 'ignore' });
    return undefined;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return `a crash may leave keys in a core dump: they could not be switched off (${why})`;
  }
}
