import { useFormatter, useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import type { TenantView } from '#server/tenants/schema.ts';

/** On every page of an account that is not active: why, and what that means. */
export function AccountBanner({ tenant }: { tenant: TenantView }) {
  const t = useTranslations('panel');
  if (tenant.state === 'active' && !tenant.endAfter) return null;
  return (
    <div className="mx-auto w-full max-w-[82rem] px-4 pt-4 md:px-8">
      {tenant.endAfter && tenant.state !== 'deleting' ? (
        <Ending endAfter={tenant.endAfter} />
      ) : tenant.state === 'suspended' ? (
        <Callout tone="warn" title={t('suspended.title')}>
          {tenant.suspendedReason && <p>{t('suspended.why', { reason: tenant.suspendedReason })}</p>}
          <p>{t('suspended.body')}</p>
        </Callout>
      ) : (
        tenant.state !== 'active' && (
          <Callout tone={tenant.state === 'creating' ? 'info' : 'warn'}>
            {t(`notActive.${tenant.state}`)}
          </Callout>
        )
      )}
    </div>
  );
}

function Ending({ endAfter }: { endAfter: string }) {
  const t = useTranslations('panel.ending');
  const format = useFormatter();
  const date = format.dateTime(new Date(endAfter), { dateStyle: 'long', timeStyle: 'short' });
  const when = new Date(endAfter) <= new Date() ? 'begun' : 'planned';
  return (
    <Callout tone="danger" title={t(`${when}Title`, { date })}>
      <p>{t(`${when}Body`)}</p>
      <p>{t('receipts')}</p>
    </Callout>
  );
}
