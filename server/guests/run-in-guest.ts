import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import type { InstanceRef } from '#server/incus/instance.ts';

type Run = {
  /** For `/bin/sh`, whoever made it: POSIX, and no program that a busybox lacks. */
  script: string;
  args?: string[];
  stdin?: string;
  maxOutputBytes?: number;
  timeoutSeconds?: number;
};
type Ran = { code: number; stdout: string; stderr: string; isTruncated: boolean };

/**
 * Runs a small script of ours in a guest. All that comes back is the guest's word: bounded in size and time here, for
 * `head` and `sh` are its own programs too, and to be read with that in mind.
 *
 * @throws AppError `refused` when the guest has no shell or is too slow
 */
export async function runInGuest(
  ctx: Ctx,
  ref: InstanceRef,
  { script, args = [], stdin = '', maxOutputBytes = 64 * 1024, timeoutSeconds = 10 }: Run,
): Promise<Ran> {
  const command = ['/bin/sh', '-c', script, 'berth', ...args];
  const limit = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const exec = { ...ref, command, stdin, maxOutputBytes, endsWhenFull: true };
    const { code, stdout, stderr, isTruncated } = await execInInstance(ctx.engine, exec, {
      timeoutSeconds,
      signal: limit,
    });
    if (code === 127 && stdout.length === 0) throw new AppError('refused', 'guest-without-shell');
    return { code, stdout: stdout.toString('utf8'), stderr: stderr.toString('utf8'), isTruncated };
  } catch (error) {
    if (limit.aborted)
      throw new AppError('refused', 'guest-too-slow', { seconds: timeoutSeconds }, { cause: error });
    if (isEngineError(error, 'unavailable')) {
      throw new AppError('refused', 'guest-not-answering', {}, { cause: error });
    }
    throw error;
  }
}
