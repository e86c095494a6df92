import { authorizeOperator } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { jobSelect } from '#server/jobs-view/to-job-view.ts';
import { toJobViews } from '#server/jobs-view/to-job-views.ts';
import { graceDays } from '#server/vaults/grace-days.ts';
import type { TenantEnd } from './schema.ts';

const looksAt = 200;

/** What would go with a tenant, or is left of one that ends, and what keeps it from going on. */
export async function getTenantEnd(ctx: Ctx, id: string): Promise<TenantEnd> {
  authorizeOperator(ctx, 'read');
  const where = { tenantId: id };
  const [days, instances, vaults, isos, failed] = await Promise.all([
    graceDays(ctx.db),
    ctx.db.instance.count({ where }),
    ctx.db.vault.count({ where: { ...where, state: { not: 'shredded' } } }),
    ctx.db.iso.count({ where }),
    listFailed(ctx, id),
  ]);
  return { days, instances, vaults, isos, failed };
}

/** Of each thing the last job since its moment came, or that was to stop all before, where that went wrong; and what is stuck. */
async function listFailed(ctx: Ctx, tenantId: string): Promise<TenantEnd['failed']> {
  const select = { endAfter: true, suspendedAt: true } as const;
  const tenant = await ctx.db.tenant.findUnique({ where: { id: tenantId }, select });
  if (!tenant?.endAfter) return [];
  const { endAfter, suspendedAt } = tenant;
  const stopping = suspendedAt && { kind: 'suspend-tenant', finishedAt: { gte: suspendedAt } };
  const rows = await ctx.db.job.findMany({
    where: {
      tenantId,
      OR: [{ createdAt: { gte: endAfter } }, { state: 'stuck' }, ...(stopping ? [stopping] : [])],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: looksAt,
    select: jobSelect,
  });
  const last = rows.filter(
    (row, index) => rows.findIndex(({ subjectKey }) => subjectKey === row.subjectKey) === index,
  );
  return toJobViews(
    ctx,
    last.filter(({ state }) => state === 'failed' || state === 'stuck'),
  );
}
