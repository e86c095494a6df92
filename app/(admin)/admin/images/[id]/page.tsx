import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AdminBreadcrumb } from '#components/admin/admin-breadcrumb.tsx';
import { OfferSwitch } from '#components/admin/offer-switch.tsx';
import { DeleteImage } from '#components/images/delete-image.tsx';
import { ImageFacts } from '#components/images/image-facts.tsx';
import { ImageForm } from '#components/images/image-form.tsx';
import { ImageNotice } from '#components/images/image-notice.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getImage } from '#server/images/get-image.ts';
import { paths } from '#server/paths.ts';
import {
  deleteImageAction,
  setImageEnabledAction,
  updateAppImageAction,
  updateImageAction,
} from '../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('images'))('title') };
}

export default page(async (ctx, { params: { id = '' } }) => {
  const [t, image] = await Promise.all([getTranslations('images'), getImage(ctx, id)]);
  return (
    <>
      <PageHeader
        title={image.name}
        actions={
          <OfferSwitch
            label={t('switch', { name: image.name })}
            thing={image}
            action={setImageEnabledAction}
          />
        }
        breadcrumb={<AdminBreadcrumb list={t('title')} href={paths.adminImages()} here={image.name} />}
      />
      <ImageNotice image={image} />
      <div className="grid gap-10 lg:grid-cols-[1fr_24rem]">
        <div>
          <ImageForm image={image} action={image.app ? updateAppImageAction : updateImageAction} />
          <DeleteImage image={image} action={deleteImageAction} />
        </div>
        <ImageFacts image={image} />
      </div>
    </>
  );
});
