import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { getVault } from './get-vault.ts';
import { holdVaultFor, loadVaultFor } from './load-vault.ts';
import { planWithTenant } from './plan-with-tenant.ts';
import { byActor, recordVaultEvent } from './record-vault-event.ts';
import { tellOfVault } from './save-vault-state.ts';
import type { VaultView } from './schema.ts';

/**
 * The vault is kept after all: until its grace time is over, nothing of it was touched. Where its account ends it ends
 * with that.
 */
export async function takeBackShred(ctx: Ctx, { id }: { id: string }): Promise<VaultView> {
  await loadVaultFor(ctx, 'take-back', id);
  await ctx.db.$transaction(async (tx) => {
    const vault = await holdVaultFor(tx, 'take-back', id);
    const data = { shredAfter: null, shredByKind: null, shredByName: null };
    await tx.vault.update({ where: { id: vault.id }, data });
    await recordVaultEvent(tx, { vaultId: vault.id, what: 'shred-taken-back', by: byActor(ctx.actor) });
    await planWithTenant(tx, vault.tenant.id);
    const target = { targetKind: 'vault', targetId: vault.id, targetName: vault.name };
    await record(ctx, tx, { action: 'vault.take-back', tenantId: vault.tenant.id, ...target });
    await tellOfVault(tx, vault.id);
  });
  return getVault(ctx, id);
}
