import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { bringClosed } from './bring-closed.ts';
import { getVault } from './get-vault.ts';
import { loadVaultFor } from './load-vault.ts';
import { byActor } from './record-vault-event.ts';
import type { VaultView } from './schema.ts';

/** Locks an open vault in which nothing runs; it is locked when this answers. Throws `conflict` where something does. */
export async function closeVault(ctx: Ctx, input: { id: string }): Promise<VaultView> {
  const { id, name, tenant } = await loadVaultFor(ctx, 'close', input.id);
  const target = { tenantId: tenant.id, targetKind: 'vault', targetId: id, targetName: name };
  await record(ctx, ctx.db, { action: 'vault.close', ...target });
  await bringClosed(ctx.db, { vaultId: id, by: byActor(ctx.actor) });
  return getVault(ctx, id);
}
