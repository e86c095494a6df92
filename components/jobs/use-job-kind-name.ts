import { useTranslations } from 'next-intl';

/**
 * What a kind of job is called; one that the catalogue does not know says its own name. To a customer a tenant is
 * their account.
 */
export function useJobKindName(area: 'panel' | 'admin' = 'admin'): (kind: string) => string {
  const t = useTranslations('jobs.kinds');
  const tAccount = useTranslations('jobs.kindsOfAccount');
  return (kind) => {
    const ofAccount = kind as 'create-tenant';
    if (area === 'panel' && tAccount.has(ofAccount)) return tAccount(ofAccount);
    return t.has(kind as 'create-instance') ? t(kind as 'create-instance') : kind;
  };
}
