import { useTranslations } from 'next-intl';

/**
 * What was done, in words; an action that the catalogue does not know says its own name. To a customer a tenant is
 * their account.
 */
export function useActionName(area: 'panel' | 'admin' = 'admin'): (action: string) => string {
  const t = useTranslations('audit.actions');
  const tAccount = useTranslations('audit.actionsOfAccount');
  return (action) => {
    const ofAccount = action as 'tenant.create';
    if (area === 'panel' && tAccount.has(ofAccount)) return tAccount(ofAccount);
    const key = action as 'instance.create';
    return t.has(key) ? t(key) : action;
  };
}
