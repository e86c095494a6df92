import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { type RefusedAnswer, refusedAnswer } from './schema.ts';
import { isShellError } from './shell-error.ts';

/**
 * The system calls that an application in a sandbox has asked for since it was started and that gVisor does not know,
 * each once: `bpf`, or `ioctl 0x5421` where an argument says what is meant. A shell of before knows of none.
 */
export async function readRefused(
  engine: Engine,
  shell: InstanceRef,
  number: number,
  options?: CallOptions,
): Promise<RefusedAnswer> {
  try {
    return await askShell(
      engine,
      shell,
      { verb: 'refused', input: { number }, answer: refusedAnswer },
      options,
    );
  } catch (error) {
    if (isShellError(error, 'refused')) return { number, calls: [], more: 0 };
    throw error;
  }
}
