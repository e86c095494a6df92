import { useTranslations } from 'next-intl';
import { MessagePage } from '#components/layout/message-page.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { paths } from '#server/paths.ts';
import { SignOutButton } from './sign-out-button.tsx';

interface NobodyPageProps {
  email: string;
  /** Of accounts that are gone. */
  hasReceipts: boolean;
  signOut: () => Promise<void>;
}

/** For somebody who can sign in and has no part in any account (any more). */
export function NobodyPage({ email, hasReceipts, signOut }: NobodyPageProps) {
  const t = useTranslations('auth.nobody');
  const actions = (
    <>
      {hasReceipts && <LinkButton href={paths.accountReceipts()}>{t('receipts')}</LinkButton>}
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
