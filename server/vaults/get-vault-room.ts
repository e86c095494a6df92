import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import type { VaultRoom } from './schema.ts';
import { vaultRoom } from './vault-room.ts';

/** How large a tenant's vaults may be, and how much of that is left. */
export async function getVaultRoom(ctx: Ctx, { tenant }: { tenant: string }): Promise<VaultRoom> {
  const id = await authorizeSlug(ctx, tenant, 'vault.read');
  const select = { quotaDiskBytes: true } as const;
  const { quotaDiskBytes } = await ctx.db.tenant.findUniqueOrThrow({ where: { id }, select });
  return vaultRoom(ctx.db, id, quotaDiskBytes);
}
