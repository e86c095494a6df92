import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { UsagePage } from '#components/usage/usage-page.tsx';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { monthCosts } from '#server/tenants/month-costs.ts';
import { tenantUsage } from '#server/tenants/tenant-usage.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('usage'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const tenant = await getTenantBySlug(ctx, slug);
  const [usage, costs] = await Promise.all([tenantUsage(ctx, tenant.id), monthCosts(ctx, tenant.id)]);
  return (
    <>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['tenant', 'instance']} />
      <UsagePage tenant={tenant} usage={usage} costs={costs} />
    </>
  );
});
