import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { findLiveWork } from './bring-closed.ts';
import type { By } from './record-vault-event.ts';
import { saveVaultState } from './save-vault-state.ts';
import { shredVaultJob } from './shred-vault.job.ts';

/**
 * The job that destroys a vault, in the transaction of a caller who holds its row. From now on it cannot be taken back.
 * Throws `conflict` while a job works on something in it, or may bring it there or away.
 */
export async function beginShred(tx: Tx, vaultId: string, by: By): Promise<string> {
  const { name, tenantId } = await tx.vault.findUniqueOrThrow({ where: { id: vaultId } });
  const live = await findLiveWork(tx, vaultId);
  if (live) throw new AppError('conflict', 'vault-in-use', { name, names: live });
  const isBegun = await saveVaultState(tx, {
    id: vaultId,
    from: ['open', 'locked', 'broken'],
    to: 'shredding',
  });
  if (!isBegun) throw new AppError('wrong-state', 'vault-shred-wrong-state');
  return enqueueJob(tx, shredVaultJob, {
    ...{ params: { vaultId }, subject: name, subjectKey: `vault:${vaultId}`, tenantId },
    ...{ actorId: by.id, actorName: by.name },
  });
}
