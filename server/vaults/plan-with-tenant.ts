import type { Tx } from '#server/db.ts';
import { nameOfProvider } from './receipts/receipt-schema.ts';
import { recordVaultEvent } from './record-vault-event.ts';
import { tellOfVault } from './save-vault-state.ts';
import { vaultNotes } from './schema.ts';

/**
 * Where a tenant ends, all its vaults end with it, in the transaction of a caller who holds the tenant's row. One whose
 * end somebody has planned already keeps that plan until `isDue`: the tenant's moment has come, and nothing waits longer.
 */
export async function planWithTenant(tx: Tx, tenantId: string, { isDue = false } = {}): Promise<void> {
  const { endAfter, endByKind, endByName } = await tx.tenant.findUniqueOrThrow({ where: { id: tenantId } });
  if (!endAfter) return;
  const planned = await tx.vault.updateManyAndReturn({
    where: {
      ...{ tenantId, endsWithTenant: false, state: { notIn: ['shredding', 'shredded'] } },
      OR: [{ shredAfter: null }, ...(isDue ? [{ shredAfter: { gt: endAfter } }] : [])],
    },
    // Only an operator ends a tenant.
    data: {
      ...{ shredAfter: endAfter, endsWithTenant: true },
      ...{ shredByKind: endByKind, shredByName: nameOfProvider },
    },
    select: { id: true },
  });
  const by = { kind: endByKind ?? 'system', id: null, name: endByName ?? 'Berth' };
  for (const { id: vaultId } of planned) {
    await recordVaultEvent(tx, { vaultId, what: 'shred-planned', by, note: vaultNotes.ending });
    await tellOfVault(tx, vaultId);
  }
}
