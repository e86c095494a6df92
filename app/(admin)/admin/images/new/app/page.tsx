import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AppImageForm } from '#components/images/add/app-image-form.tsx';
import { authorizeOperator } from '#server/auth/authorize.ts';
import { addAppImageAction } from '../../actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('images.add'))('title') };
}

export default page(async (ctx) => {
  authorizeOperator(ctx);
  return <AppImageForm action={addAppImageAction} />;
});
