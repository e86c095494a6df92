import { route } from '#app/_lib/route.ts';
import { endTenant } from '#server/tenants/end-tenant.ts';
import { endTenantInput, tenantDetail, tenantIdInput } from '#server/tenants/schema.ts';
import { takeBackEnd } from '#server/tenants/take-back-end.ts';

export const POST = route({
  summary:
    'End a tenant: it is suspended, and after the grace time (`endAfter`) its vaults are destroyed, all else of it is deleted, and then itself',
  tag: 'tenants',
  params: tenantIdInput,
  body: endTenantInput.omit({ id: true }),
  answer: tenantDetail,
  run: (ctx, { params, body }) => endTenant(ctx, { ...params, ...body }),
});

export const DELETE = route({
  summary:
    'Keep a tenant after all, until its grace time is over: what ran before its end was asked for runs again',
  tag: 'tenants',
  params: tenantIdInput,
  answer: tenantDetail,
  run: (ctx, { params }) => takeBackEnd(ctx, params),
});
