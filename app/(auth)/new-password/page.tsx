import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { signOutAction } from '#app/(auth)/sign-in/actions.ts';
import { NewPasswordForm } from '#components/auth/new-password-form.tsx';
import { SignOutButton } from '#components/auth/sign-out-button.tsx';
import { AuthCard } from '#components/layout/auth-card.tsx';
import { paths } from '#server/paths.ts';
import { setNewPasswordAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('auth.newPassword'))('title') };
}

export default page(
  async ({ actor }) => {
    if (!actor.mustChangePassword) redirect(paths.home());
    const t = await getTranslations('auth.newPassword');
    const signOut = (
      <SignOutButton signOut={signOutAction} label={t('signOut')} pendingLabel={t('signingOut')} />
    );
    return (
      <AuthCard title={t('title')} description={t('about')} footer={signOut}>
        <NewPasswordForm action={setNewPasswordAction} email={actor.email} />
      </AuthCard>
    );
  },
  { isBeforeNewPassword: true },
);
