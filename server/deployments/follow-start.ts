import type { Tx } from '#server/db.ts';
import { followCreation } from './follow-creation.ts';

/** After a shell was started: what waited for others while it did not run may be deployed by now. */
export async function followStart(tx: Tx, instanceId: string, jobId: string): Promise<void> {
  const newest = await tx.deployment.findFirst({
    where: { instanceId },
    select: { state: true },
    orderBy: { number: 'desc' },
  });
  if (newest?.state === 'waiting') await followCreation(tx, instanceId, jobId);
}
