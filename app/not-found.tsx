import { getTranslations } from 'next-intl/server';
import { MessagePage } from '#components/layout/message-page.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';

export default async function NotFound() {
  const t = await getTranslations('layout.failure');
  return (
    <main>
      <MessagePage
        title={t('notFoundTitle')}
        action={
          <LinkButton href="/" variant="primary">
            {t('home')}
          </LinkButton>
        }
      >
        {t('notFoundBody')}
      </MessagePage>
    </main>
  );
}
