import { useTranslations } from 'next-intl';
import type { TenantView } from '#server/tenants/schema.ts';

type Tenant = Pick<TenantView, 'state' | 'suspendedReason'>;

/** Why nothing can be created in an account now, in words; undefined when it can. */
export function useCreateRefusal() {
  const t = useTranslations('errors');
  return ({ state, suspendedReason }: Tenant, forbidden: string | undefined): string | undefined => {
    if (forbidden) return forbidden;
    if (state === 'suspended') return t('tenant-suspended', { reason: suspendedReason ?? 'none' });
    return state === 'active' ? undefined : t('tenant-not-active', { state });
  };
}
