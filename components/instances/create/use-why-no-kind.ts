import { useTranslations } from 'next-intl';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf, type InstanceKind } from '#server/instances/kinds/schema.ts';
import { plansOf } from './draft.ts';

/** Why a kind cannot be had at all, in words; undefined when it can. */
export function useWhyNoKind({ kinds, quota, plans, allowsOwnSize }: CreateOptions) {
  const t = useTranslations('kinds.whyNotKind');
  return (kind: InstanceKind): string | undefined => {
    const known = kinds.find((one) => one.kind === kind);
    if (!known?.isSupported) return known?.reason ?? t('noNode');
    const { left, limit } = quota[factsOf(kind).quota];
    if (left < 1) return t('quota', { limit });
    return !allowsOwnSize && plansOf({ plans }, kind).length === 0 ? t('noPlan') : undefined;
  };
}
