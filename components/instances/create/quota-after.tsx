import { useTranslations } from 'next-intl';
import { QuotaMeter } from '#components/ui/quota-meter.tsx';
import type { quotaAfter } from './draft.ts';

/** What is left of the quota when all of it is made. */
export function QuotaAfter({ after }: { after: ReturnType<typeof quotaAfter> }) {
  const t = useTranslations('instances.create');
  const label = useTranslations('kinds.quota');
  return (
    <section aria-label={t('quota')} className="flex flex-col gap-3 border-t border-line pt-4">
      <h3 className="font-medium">{t('quota')}</h3>
      {after.map(({ amount, used, limit, adds }) => (
        <QuotaMeter
          key={amount}
          label={label(amount)}
          used={used}
          limit={limit}
          adds={adds}
          format={amount.endsWith('Bytes') ? 'bytes' : 'number'}
        />
      ))}
    </section>
  );
}
