import { useTranslations } from 'next-intl';
import { MessagePage } from '#components/layout/message-page.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { paths } from '#server/paths.ts';
import { SignOutButton } from './sign-out-button.tsx';

/** For somebody who can sign in and has no part in any account (any more). */
export function NobodyPage({ email, signOut }: { email: string; signOut: () => Promise<void> }) {
  const t = useTranslations('auth.nobody');
  const actions = (
    <>
      <LinkButton href={paths.account()}>{t('account')}</LinkButton>
      <SignOutButton signOut={signOut} label={t('signOut')} pendingLabel={t('signingOut')} />
    </>
  );
  return (
    <main>
      <MessagePage title={t('title')} action={actions}>
        {t('body', { email })}
      </MessagePage>
    </main>
  );
}
