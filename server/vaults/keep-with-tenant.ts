import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type By, recordVaultEvent } from './record-vault-event.ts';
import { tellOfVault } from './save-vault-state.ts';
import { vaultNotes } from './schema.ts';

/**
 * The tenant stays, and with it every vault that would have ended for no other reason. Throws `wrong-state` when the
 * end of one has begun at this very moment.
 */
export async function keepWithTenant(
  tx: Tx,
  { id: tenantId, name }: { id: string; name: string },
  by: By,
): Promise<void> {
  const kept = await tx.vault.updateManyAndReturn({
    where: {
      tenantId,
      endsWithTenant: true,
      shredBegunAt: null,
      state: { notIn: ['shredding', 'shredded'] },
    },
    data: { shredAfter: null, shredByKind: null, shredByName: null, endsWithTenant: false },
    select: { id: true },
  });
  if ((await tx.vault.count({ where: { tenantId, endsWithTenant: true } })) > 0) {
    throw new AppError('wrong-state', 'tenant-take-back-too-late', { name });
  }
  for (const { id: vaultId } of kept) {
    await recordVaultEvent(tx, { vaultId, what: 'shred-taken-back', by, note: vaultNotes.staying });
    await tellOfVault(tx, vaultId);
  }
}
