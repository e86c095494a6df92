import { redirect } from 'next/navigation';
import { page } from '#app/_lib/page.tsx';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const tenant = await getTenantBySlug(ctx, slug);
  redirect(paths.instances(tenant.slug));
});
