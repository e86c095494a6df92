'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { MessagePage } from './message-page.tsx';

interface FailurePageProps {
  /** The number under which the server wrote down what happened. */
  digest: string | undefined;
  onRetry: () => void;
}

/** For every error.tsx: says that it failed, never how; the number leads to the how. */
export function FailurePage({ digest, onRetry }: FailurePageProps) {
  const t = useTranslations('layout.failure');
  const router = useRouter();
  const retry = () =>
    startTransition(() => {
      router.refresh();
      onRetry();
    });
  return (
    <MessagePage
      title={t('errorTitle')}
      action={
        <Button variant="primary" onClick={retry}>
          {t('again')}
        </Button>
      }
    >
      <p role="alert">{t('errorBody')}</p>
      {digest && (
        <p className="mt-2">
          {t('number')}: <code className="select-all text-sm text-ink">{digest}</code>
        </p>
      )}
    </MessagePage>
  );
}
