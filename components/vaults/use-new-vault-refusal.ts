import { useTranslations } from 'next-intl';
import { useCreateRefusal } from '#components/instances/use-create-refusal.ts';
import type { TenantView } from '#server/tenants/schema.ts';
import type { OfferNode } from './use-offer-nodes.ts';

/** Why no vault can be made in an account now, in words; undefined when one can. */
export function useNewVaultRefusal() {
  const t = useTranslations('vaults.create');
  const createRefusal = useCreateRefusal();
  return (tenant: TenantView, nodes: OfferNode[], forbidden: string | undefined): string | undefined => {
    const refusal = createRefusal(tenant, forbidden);
    if (refusal || nodes.some((node) => !node.refusal)) return refusal;
    return nodes[0]?.refusal ?? t('noNode');
  };
}
