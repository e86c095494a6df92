import { useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';

/** The word before a passphrase is set. */
export function FinalWarning() {
  const t = useTranslations('vaults.passphrase');
  return (
    <Callout tone="danger" title={t('finalTitle')}>
      {t('finalBody')}
    </Callout>
  );
}
