import { useLocale, useTranslations } from 'next-intl';
import { Callout } from '#components/ui/callout.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import type { Draft } from './draft.ts';

interface ImageChoiceProps {
  images: CreateOptions['images'];
  draft: Pick<Draft, 'kind' | 'imageId'>;
  onChange: (part: Partial<Draft>) => void;
}

export function ImageChoice({ images, draft, onChange }: ImageChoiceProps) {
  const t = useTranslations('instances.create');
  const locale = useLocale();
  const offered = images.filter((image) => image.kind === draft.kind);
  if (offered.length === 0) return <Callout tone="warn">{t('noImages')}</Callout>;
  return (
    <RadioCards
      name="imageId"
      legend={t('imageLegend')}
      columns={offered.length > 2 ? 3 : 2}
      value={draft.imageId}
      onChange={(imageId) => onChange({ imageId })}
      options={offered.map((image) => ({
        value: image.id,
        label: image.name,
        hint: [
          t('imageUser', { user: image.defaultUser }),
          t('imageMinDisk', { disk: formatBytes(image.minDiskBytes, locale) }),
        ].join(' · '),
      }))}
    />
  );
}
