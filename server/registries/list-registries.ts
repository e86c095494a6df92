import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { registryView, selectRegistry } from './registry-view.ts';
import type { RegistryView } from './schema.ts';

/** All logins of a tenant, by registry. */
export async function listRegistries(
  ctx: Ctx,
  { tenant }: { tenant: string },
): Promise<{ items: RegistryView[] }> {
  const tenantId = await authorizeSlug(ctx, tenant, 'instance.read');
  const rows = await ctx.db.registryLogin.findMany({
    where: { tenantId },
    select: selectRegistry,
    orderBy: { host: 'asc' },
  });
  return { items: rows.map(registryView) };
}
