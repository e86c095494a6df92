import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { beginShred } from './begin-shred.ts';
import { getVault } from './get-vault.ts';
import { loadVaultFor } from './load-vault.ts';
import { lookAtVault } from './look-at-vault.ts';
import { byActor } from './record-vault-event.ts';
import type { VaultView } from './schema.ts';

/**
 * Looks at a broken vault again, for example when its disk is back: what the node says now is what it is. One whose
 * destruction has begun is gone on with.
 */
export async function repairVault(ctx: Ctx, input: { id: string }): Promise<VaultView> {
  const { id, name, tenant, shredBegunAt } = await loadVaultFor(ctx, 'repair', input.id);
  const target = { tenantId: tenant.id, targetKind: 'vault', targetId: id, targetName: name };
  await record(ctx, ctx.db, { action: 'vault.repair', ...target });
  if (shredBegunAt) await ctx.db.$transaction((tx) => beginShred(tx, id, byActor(ctx.actor)));
  else await lookAtVault(ctx.db, id);
  return getVault(ctx, id);
}
