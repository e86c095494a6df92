import { route } from '#app/_lib/route.ts';
import { tenantIdInput, tenantUsageView } from '#server/tenants/schema.ts';
import { tenantUsage } from '#server/tenants/tenant-usage.ts';

export const GET = route({
  summary: 'What a tenant uses of its quota',
  tag: 'tenants',
  params: tenantIdInput,
  answer: tenantUsageView,
  run: (ctx, { params }) => tenantUsage(ctx, params.id),
});
