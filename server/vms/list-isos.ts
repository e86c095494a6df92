import type { Ctx } from '#server/context.ts';
import type { ErrorParams } from '#server/errors.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
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
  const items = rows.map(({ id, name, stateReason, reason, node, ...row }) => ({
    ...{ id, name, stateReason, reason, node, state: row.state as IsoState },
    reasonParams: (row.reasonParams ?? {}) as ErrorParams,
    sizeBytes: Number(row.sizeBytes),
    instances: row.attachments.map(({ instance, bootsFirst }) => ({ ...instance, bootsFirst })),
    createdAt: row.createdAt.toISOString(),
  }));
  return { items };
}
