import type { Permission } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { Allowances } from '#server/plans/allowances.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';

export type TenantRow = {
  id: string;
  slug: string;
  name: string;
  state: string;
  network: { bridge: string; subnet: string } | null;
  /** The default one where the tenant has none of its own. */
  planSet: ({ id: string; allowsOwnSize: boolean } & Allowances) | null;
};

/** What the verbs here need of a tenant, in one query. */
export async function loadTenant(ctx: Ctx, slug: string, permission: Permission): Promise<TenantRow> {
  const id = await authorizeSlug(ctx, slug, permission);
  const [tenant] = await ctx.db.$queryRaw<TenantRow[]>`
    SELECT t.id, t.slug, t.name, t.state,
      CASE WHEN n.id IS NULL THEN NULL ELSE json_build_object('bridge', n.bridge, 'subnet', n.subnet) END
        AS network,
      CASE WHEN p.id IS NULL THEN NULL ELSE json_build_object('id', p.id, 'allowsOwnSize', p."allowsOwnSize",
        'allowsNesting', p."allowsNesting", 'allowsEmulation', p."allowsEmulation",
        'allowsUnconfined', p."allowsUnconfined", 'maxUploadBytes', p."maxUploadBytes") END AS "planSet"
    FROM "Tenant" t
    LEFT JOIN "Network" n ON n."tenantId" = t.id
    LEFT JOIN "PlanSet" p ON p.id = t."planSetId" OR (t."planSetId" IS NULL AND p."isDefault")
    WHERE t.id = ${id}::uuid`;
  if (!tenant) throw new AppError('not-found', 'not-found');
  return tenant;
}
