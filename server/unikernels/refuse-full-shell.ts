import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type KernelFile, kernelFacts } from './kernel-facts.ts';

const mib = 1024 ** 2;
/** Of the disk: the shell itself, its log, and room for what it writes. */
const shellBytes = 512 * mib;

type Shell = { instanceId: string | undefined; diskBytes: number };

/** Throws `refused` unless the files fit beside those of the version that runs, which stay until the new one is well. */
export async function refuseFullShell(db: Tx, shell: Shell, files: readonly KernelFile[]): Promise<void> {
  const former = await formerBytes(db, shell.instanceId);
  const wanted = bytesOf(files);
  const room = shell.diskBytes - shellBytes - former;
  if (wanted <= room) return;
  const reason = former > 0 ? 'kernel-needs-more-disk' : 'kernel-needs-disk';
  const params = { mib: Math.ceil(wanted / mib), room: Math.max(0, Math.floor(room / mib)) };
  throw new AppError('refused', reason, params, { field: 'diskBytes' });
}

async function formerBytes(db: Tx, instanceId: string | undefined): Promise<number> {
  if (!instanceId) return 0;
  const current = await db.deployment.findFirst({
    where: { instanceId, state: 'current' },
    select: { facts: true },
  });
  return bytesOf(kernelFacts.safeParse(current?.facts).data?.files ?? []);
}

/** With all that a qcow2 may grow to. */
function bytesOf(files: readonly KernelFile[]): number {
  return files.reduce((sum, { sizeBytes, virtualBytes }) => sum + Math.max(sizeBytes, virtualBytes ?? 0), 0);
}
