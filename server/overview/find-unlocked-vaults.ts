import type { Ctx } from '#server/context.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { queryVaults } from '#server/vaults/vault-select.ts';
import type { Some } from './schema.ts';

const shown = 5;

/** Vaults that should be locked and are not: their keys are where they should not be. Those that have waited longest. */
export async function findUnlockedVaults(ctx: Ctx): Promise<Some<VaultView>> {
  const where = { lockDueAt: { not: null } };
  const [total, longest] = await Promise.all([
    ctx.db.vault.count({ where }),
    ctx.db.vault.findMany({ where, orderBy: { lockDueAt: 'asc' }, take: shown, select: { id: true } }),
  ]);
  const ids = longest.map(({ id }) => id);
  return { items: await queryVaults(ctx.db, { id: { in: ids } }, ctx.actor), total };
}
