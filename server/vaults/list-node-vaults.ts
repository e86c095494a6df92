import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { parseId } from '#server/parse-id.ts';
import type { VaultView } from './schema.ts';
import { queryVaults } from './vault-select.ts';

/** All vaults of a node that are not destroyed, whoever's they are. */
export async function listNodeVaults(ctx: Ctx, nodeId: string): Promise<VaultView[]> {
  authorizeOperator(ctx, 'read');
  return queryVaults(ctx.db, { nodeId: parseId(nodeId), state: { not: 'shredded' } }, ctx.actor);
}
