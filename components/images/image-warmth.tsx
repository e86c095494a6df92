import { useTranslations } from 'next-intl';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { ImageView } from '#server/images/schema.ts';

/** Whether the image lies unpacked wherever instances are made, so that the first of them is as quick as the rest. */
export function ImageWarmth({ image, className }: { image: ImageView; className?: string }) {
  const t = useTranslations('images.warmth');
  const { warmPlaces: warm, allPlaces: places, warmError, isEnabled, isPresent } = image;
  if (places > 0 && warm === places) {
    return (
      <StateLabel kind="running" className={className}>
        {t('ready', { places })}
      </StateLabel>
    );
  }
  if (!isEnabled || !isPresent) return t('notOffered');
  if (places === 0) return t('none');
  if (warmError === null) {
    return (
      <StateLabel kind="working" className={className}>
        {t('preparing', { warm, places })}
      </StateLabel>
    );
  }
  return (
    <span className="flex flex-col">
      <StateLabel kind="failed" className={className}>
        {t('failed', { missing: places - warm, places })}
      </StateLabel>
      <span className="text-xs text-ink-3 wrap-anywhere">{warmError}</span>
    </span>
  );
}
