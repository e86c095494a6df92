import { useLocale, useTranslations } from 'next-intl';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { factsOf, type InstanceKind } from '#server/instances/kinds/schema.ts';
import type { Size } from '#server/instances/schema.ts';
import { isEnough, isOver } from '../create/draft.ts';

interface Limits {
  offer: Pick<CreateOptions, 'quota'>;
  image?: { name: string; minDiskBytes: number; minMemoryBytes?: number } | undefined;
  presentDiskBytes?: number | undefined;
}

/** Why a size cannot be had for a kind, in words; undefined when it can. */
export function useSizeRefusal({ offer, image, presentDiskBytes = 0 }: Limits) {
  const t = useTranslations('instances');
  const tKinds = useTranslations('kinds');
  const locale = useLocale();
  return (size: Size, kind: InstanceKind): string | undefined => {
    const { least } = factsOf(kind);
    if (size.diskBytes < presentDiskBytes) return t('settings.diskCannotShrink');
    if (!isEnough(size, kind)) {
      const [memory, disk] = [least.memoryBytes, least.diskBytes].map((bytes) => formatBytes(bytes, locale));
      return tKinds('least', { kind: t(`kind.${kind}`), memory: memory ?? '', disk: disk ?? '' });
    }
    if (image && size.diskBytes < image.minDiskBytes) return t('create.diskTooSmall', { image: image.name });
    if (image && !isEnough(size, kind, image)) return tKinds('memoryTooSmall', { image: image.name });
    return isOver(offer.quota, size) ? t('create.overQuota') : undefined;
  };
}
