import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { describeAbility, listAbilities } from './node-ability.ts';
import type { VaultOffer } from './schema.ts';

/** Where a tenant's vaults can be made, and why not elsewhere. */
export async function getVaultOffer(ctx: Ctx, { tenant }: { tenant: string }): Promise<VaultOffer> {
  await authorizeSlug(ctx, tenant, 'vault.read');
  const abilities = await listAbilities(ctx.db);
  return {
    nodes: abilities.map(({ node: { id, name }, ability }) => ({ id, name, ...describeAbility(ability) })),
  };
}
