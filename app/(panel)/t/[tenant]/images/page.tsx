import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { OwnImagesPage } from '#components/images/own/own-images-page.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { listImages } from '#server/images/list-images.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import { paths } from '#server/paths.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { createImageAction, deleteImageAction, updateImageAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('images.own'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const [tenant, images, instances] = await Promise.all([
    getTenantBySlug(ctx, slug),
    listImages(ctx, { tenant: slug, isOwn: true, pageSize: 200 }),
    listInstances(ctx, { tenant: slug, sort: 'name', order: 'asc', pageSize: 200 }),
  ]);
  return (
    <ClientMessages namespaces={['images', 'instances']}>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['image', 'job', 'instance']} />
      <OwnImagesPage
        tenant={tenant}
        images={images.items}
        instances={instances.items}
        forbidden={await whyForbidden(ctx, tenant.id, 'instance.manage')}
        actions={{ create: createImageAction, update: updateImageAction, remove: deleteImageAction }}
      />
    </ClientMessages>
  );
});
