import { route } from '#app/_lib/route.ts';
import { suspendTenantInput, tenantIdInput, tenantJobStarted } from '#server/tenants/schema.ts';
import { suspendTenant } from '#server/tenants/suspend-tenant.ts';

export const POST = route({
  summary: 'Suspend a tenant: its instances stop, and only an operator can lift it',
  tag: 'tenants',
  params: tenantIdInput,
  body: suspendTenantInput.omit({ id: true }),
  answer: tenantJobStarted,
  status: 202,
  run: (ctx, { params, body }) => suspendTenant(ctx, { ...params, ...body }),
});
