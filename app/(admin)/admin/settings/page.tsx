import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { SettingsForm } from '#components/admin/settings-form.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { authorizeOperator } from '#server/auth/authorize.ts';
import { getSettings } from '#server/settings/get-settings.ts';
import { updateSettingsAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('admin.settings'))('title') };
}

export default page(async (ctx) => {
  authorizeOperator(ctx, 'read');
  const [t, settings] = await Promise.all([getTranslations('admin.settings'), getSettings(ctx)]);
  return (
    <>
      <PageHeader title={t('title')} />
      <SettingsForm settings={settings} action={updateSettingsAction} />
    </>
  );
});
