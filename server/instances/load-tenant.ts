import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { type PlanSetOfTenant, planSetOfTenant } from '#server/plans/plan-set-of-tenant.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';

export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  state: string;
  network: { bridge: string; subnet: string } | null;
  planSet: PlanSetOfTenant;
};

/** What the verbs here need of a tenant, in one query. */
export async function loadTenant(ctx: Ctx, slug: string, permission: Permission): Promise<TenantRow> {
  const id = await authorizeSlug(ctx, slug, permission);
  const [tenant] = await ctx.db.$queryRaw<TenantRow[]>`
    SELECT t.id, t.slug, t.name, t.state,
      CASE WHEN n.id IS NULL THEN NULL ELSE json_build_object('bridge', n.bridge, 'subnet', n.subnet) END
        AS network,
      ${planSetOfTenant} AS "planSet"
    FROM "Tenant" t
    LEFT JOIN "Network" n ON n."tenantId" = t.id
    WHERE t.id = ${id}::uuid`;
  if (!tenant) throw new AppError('not-found', 'not-found');
  return tenant;
}
