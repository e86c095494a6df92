import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AccountHeader } from '#components/account/account-header.tsx';
import { PasswordForm } from '#components/account/password-form.tsx';
import { ProfileForm } from '#components/account/profile-form.tsx';
import { ThemeField } from '#components/account/theme-field.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { Section } from '#components/ui/section.tsx';
import { getProfile } from '#server/auth/get-profile.ts';
import { changePasswordAction, updateProfileAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('account'))('title') };
}

export default page(async (ctx) => {
  const [profile, t] = await Promise.all([getProfile(ctx), getTranslations('account')]);
  return (
    <>
      <AccountHeader />
      <Section title={t('profile.title')} framed>
        <ProfileForm profile={profile} action={updateProfileAction} />
      </Section>
      <Section title={t('theme.title')} framed>
        <ClientMessages namespaces={['account']}>
          <ThemeField />
        </ClientMessages>
      </Section>
      <Section title={t('password.title')} description={t('password.about')} framed>
        <PasswordForm email={profile.email} action={changePasswordAction} />
      </Section>
    </>
  );
});
