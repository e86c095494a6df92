import { route } from '#app/_lib/route.ts';
import { getTenant } from '#server/tenants/get-tenant.ts';
import { quota, tenantDetail, tenantIdInput } from '#server/tenants/schema.ts';
import { updateQuota } from '#server/tenants/update-quota.ts';

export const PUT = route({
  summary: 'Set the quota of a tenant; the engine holds it as well, and refuses what is below the use',
  tag: 'tenants',
  params: tenantIdInput,
  body: quota,
  answer: tenantDetail,
  run: async (ctx, { params, body }) => {
    await updateQuota(ctx, { ...params, quota: body });
    return getTenant(ctx, params.id);
  },
});
