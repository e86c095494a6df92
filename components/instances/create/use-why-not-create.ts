import { useTranslations } from 'next-intl';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Size } from '#server/instances/schema.ts';
import { useSizeRefusal } from '../size/use-size-refusal.ts';
import { isOver } from './draft.ts';

type Image = CreateOptions['images'][number] | undefined;

/** Why what is chosen cannot be created, and what to do about it; undefined when it can. */
export function useWhyNotCreate({ quota }: CreateOptions, image: Image, refusal: string | undefined) {
  const t = useTranslations('instances.create');
  const sizeRefusal = useSizeRefusal({ offer: { quota }, image });
  return (size: Size): string | undefined => {
    if (refusal) return refusal;
    if (!image) return t('noImages');
    if (quota.lightVms.left < 1) return t('instancesUsedUp', { limit: quota.lightVms.limit });
    const why = sizeRefusal(size);
    return why && isOver(quota, size) ? t('quotaFull', { why }) : why;
  };
}
