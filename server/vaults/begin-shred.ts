import type { Tx } from '#server/db.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import type { By } from './record-vault-event.ts';
import { saveVaultState } from './save-vault-state.ts';
import { shredVaultJob } from './shred-vault.job.ts';

/** The job that destroys a vault, in the caller's transaction. From now on it cannot be taken back. */
export async function beginShred(tx: Tx, vaultId: string, by: By): Promise<string> {
  const { name, tenantId } = await tx.vault.findUniqueOrThrow({ where: { id: vaultId } });
  await saveVaultState(tx, { id: vaultId, from: ['open', 'locked', 'broken'], to: 'shredding' });
  return enqueueJob(tx, shredVaultJob, {
    ...{ params: { vaultId }, subject: name, subjectKey: `vault:${vaultId}`, tenantId },
    ...{ actorId: by.id, actorName: by.name },
  });
}
