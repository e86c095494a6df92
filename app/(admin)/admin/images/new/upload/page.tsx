import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { UploadImage } from '#components/images/add/upload-image.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { authorizeOperator } from '#server/auth/authorize.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('images.add'))('title') };
}

export default page(async (ctx) => {
  authorizeOperator(ctx);
  return (
    <ClientMessages namespaces={['images', 'instances']}>
      <UploadImage />
    </ClientMessages>
  );
});
