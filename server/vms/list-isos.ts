import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import { toWhy } from '#server/why/why.ts';
import type { IsoState, IsoView } from './schema.ts';

/** All discs of a tenant, by name. */
export async function listIsos(ctx: Ctx, { tenant }: { tenant: string }): Promise<{ items: IsoView[] }> {
  const tenantId = await authorizeSlug(ctx, tenant, 'instance.read');
  const rows = await ctx.db.iso.findMany({
    where: { tenantId },
    orderBy: { name: 'asc' },
    include: {
      node: { select: { id: true, name: true } },
      attachments: { select: { bootsFirst: true, instance: { select: { id: true, name: true } } } },
    },
  });
  const items = rows.map(({ id, name, node, ...row }) => ({
    ...{ id, name, node, state: row.state as IsoState },
    ...toWhy(row),
    sizeBytes: Number(row.sizeBytes),
    instances: row.attachments.map(({ instance, bootsFirst }) => ({ ...instance, bootsFirst })),
    createdAt: row.createdAt.toISOString(),
  }));
  return { items };
}
