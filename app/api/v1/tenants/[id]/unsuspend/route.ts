import { route } from '#app/_lib/route.ts';
import { tenantIdInput, tenantJobStarted } from '#server/tenants/schema.ts';
import { unsuspendTenant } from '#server/tenants/unsuspend-tenant.ts';

export const POST = route({
  summary: 'Lift a suspension: what ran before runs again',
  tag: 'tenants',
  params: tenantIdInput,
  answer: tenantJobStarted,
  status: 202,
  run: (ctx, { params }) => unsuspendTenant(ctx, params),
});
