import { route } from '#app/_lib/route.ts';
import { deleteTenant } from '#server/tenants/delete-tenant.ts';
import { getTenant } from '#server/tenants/get-tenant.ts';
import {
  tenantDetail,
  tenantIdInput,
  tenantJobStarted,
  tenantView,
  updateTenantInput,
} from '#server/tenants/schema.ts';
import { updateTenant } from '#server/tenants/update-tenant.ts';

export const GET = route({
  summary: 'Read a tenant',
  tag: 'tenants',
  params: tenantIdInput,
  answer: tenantDetail,
  run: (ctx, { params }) => getTenant(ctx, params.id),
});

export const PATCH = route({
  summary: 'Change the name or the plan set of a tenant',
  tag: 'tenants',
  params: tenantIdInput,
  body: updateTenantInput.omit({ id: true }),
  answer: tenantView,
  run: (ctx, { params, body }) => updateTenant(ctx, { ...params, ...body }),
});

export const DELETE = route({
  summary: 'Delete a tenant that has no instances',
  tag: 'tenants',
  params: tenantIdInput,
  answer: tenantJobStarted,
  status: 202,
  // The confirmation by name is for people; a program names the tenant by its id.
  run: async (ctx, { params: { id } }) =>
    deleteTenant(ctx, { id, confirmName: (await getTenant(ctx, id)).name }),
});
