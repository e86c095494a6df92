'use client';

import RefreshCw from 'lucide-react/icons/refresh-cw';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Button } from '#components/ui/button/button.tsx';

export function ReadAgain() {
  const t = useTranslations('evidence');
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <Button onClick={() => start(() => router.refresh())} pending={pending} pendingLabel={t('reading')}>
      <RefreshCw aria-hidden />
      {t('again')}
    </Button>
  );
}
