import { route } from '#app/_lib/route.ts';
import { createTenant } from '#server/tenants/create-tenant.ts';
import { listTenants } from '#server/tenants/list-tenants.ts';
import { createTenantInput, listTenantsInput, tenantCreated, tenantPage } from '#server/tenants/schema.ts';

export const GET = route({
  summary: 'List tenants',
  tag: 'tenants',
  query: listTenantsInput,
  answer: tenantPage,
  run: (ctx, { query }) => listTenants(ctx, query),
});

export const POST = route({
  summary: 'Create a tenant: a project and a network of its own on the engine',
  tag: 'tenants',
  body: createTenantInput,
  answer: tenantCreated,
  status: 202,
  run: (ctx, { body }) => createTenant(ctx, body),
});
