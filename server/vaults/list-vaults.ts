import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import type { VaultView } from './schema.ts';
import { queryVaults } from './vault-select.ts';

/** A tenant's vaults, the oldest first; those that were destroyed as well. */
export async function listVaults(ctx: Ctx, { tenant }: { tenant: string }): Promise<VaultView[]> {
  const tenantId = await authorizeSlug(ctx, tenant, 'vault.read');
  return queryVaults(ctx.db, { tenantId }, ctx.actor);
}
