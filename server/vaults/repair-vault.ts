import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { getVault } from './get-vault.ts';
import { loadVaultFor } from './load-vault.ts';
import { lookAtVault } from './look-at-vault.ts';
import type { VaultView } from './schema.ts';

/** Looks at a broken vault again, for example when its disk is back: what the node says now is what it is. */
export async function repairVault(ctx: Ctx, input: { id: string }): Promise<VaultView> {
  const { id, name, tenant } = await loadVaultFor(ctx, 'repair', input.id);
  const target = { tenantId: tenant.id, targetKind: 'vault', targetId: id, targetName: name };
  await record(ctx, ctx.db, { action: 'vault.repair', ...target });
  await lookAtVault(ctx.db, id);
  return getVault(ctx, id);
}
