import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import type { InstanceRef } from '#server/incus/instance.ts';

const timeoutSeconds = 20;

/**
 * Sets root's password in the running guest from its hash, which goes through standard input: arguments
 * can be read by every process. Throws `refused` with the guest's own words.
 */
export async function applyRootPassword(
  engine: Engine,
  { project, name }: InstanceRef,
  hash: string,
  signal?: AbortSignal,
): Promise<void> {
  const { code, stderr } = await execInInstance(
    engine,
    { project, name, command: ['chpasswd', '-e'], stdin: `root:${hash}\n`, maxOutputBytes: 4096 },
    { timeoutSeconds, signal },
  );
  if (code === 0) return;
  // The guest's words might repeat what it was given.
  const words = stderr.toString('utf8').replaceAll(hash, '…').trim().slice(0, 200);
  const detail = code === 127 ? 'the image has no chpasswd' : words || `chpasswd ended with ${code}`;
  throw new AppError('refused', 'root-password-refused', { detail });
}
