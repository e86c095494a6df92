import { useTranslations } from 'next-intl';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Size } from '#server/instances/schema.ts';
import { isOver } from '../create/draft.ts';

interface Limits {
  offer: Pick<CreateOptions, 'quota'>;
  image?: { name: string; minDiskBytes: number } | undefined;
  presentDiskBytes?: number | undefined;
}

/** Why a size cannot be had, in words; undefined when it can. */
export function useSizeRefusal({ offer, image, presentDiskBytes = 0 }: Limits) {
  const t = useTranslations('instances');
  return (size: Size): string | undefined => {
    if (size.diskBytes < presentDiskBytes) return t('settings.diskCannotShrink');
    if (image && size.diskBytes < image.minDiskBytes) return t('create.diskTooSmall', { image: image.name });
    return isOver(offer.quota, size) ? t('create.overQuota') : undefined;
  };
}
