import { useLocale, useTranslations } from 'next-intl';
import { OsMark } from '#components/images/os-mark.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { Draft } from './draft.ts';
import { type ChoosableImage, type ImageFamily, imageFamilies } from './image-families.ts';

interface ImageChoiceProps {
  images: ChoosableImage[];
  draft: Pick<Draft, 'kind' | 'imageId'>;
  onChange: (part: { imageId: string }) => void;
}

/** First the system, where there are several, then its version. */
export function ImageChoice({ images, draft, onChange }: ImageChoiceProps) {
  const t = useTranslations('instances.create');
  const hintOf = useHint();
  const families = imageFamilies(images.filter((image) => image.kinds.includes(draft.kind)));
  const chosen =
    families.find((family) => family.images.some(({ id }) => id === draft.imageId)) ?? families[0];
  if (!chosen) return <Callout tone="warn">{t('noImages')}</Callout>;
  const choose = (key: string) => {
    const first = families.find((family) => family.key === key)?.images[0];
    if (first) onChange({ imageId: first.id });
  };
  return (
    <div className="flex flex-col gap-4">
      {families.length > 1 && (
        <RadioCards
          name="imageFamily"
          legend={t('familyLegend')}
          columns={3}
          value={chosen.key}
          onChange={choose}
          options={families.map((family) => ({ ...toCard(family, t('ownFamily')), value: family.key }))}
        />
      )}
      <RadioCards
        name="imageId"
        legend={families.length > 1 ? t('versionLegend') : t('imageLegend')}
        columns={chosen.images.length > 2 ? 3 : 2}
        value={draft.imageId}
        onChange={(imageId) => onChange({ imageId })}
        options={chosen.images.map((image) => ({
          value: image.id,
          label: image.name,
          icon: families.length > 1 ? undefined : <OsMark family={image.family} />,
          hint: hintOf(image),
        }))}
      />
    </div>
  );
}

function toCard({ key, os, isOwn, images }: ImageFamily, ownLabel: string) {
  return {
    label: isOwn ? ownLabel : os,
    icon: <OsMark family={key} />,
    aside: images.length > 1 ? images.length : undefined,
  };
}

/** Its description, whom to log in as, and what it needs. */
function useHint() {
  const t = useTranslations('instances.create');
  const locale = useLocale();
  return ({ description, defaultUser, minDiskBytes, minMemoryBytes }: ChoosableImage) => (
    <>
      {description !== '' && <span className="block">{description}</span>}
      {[
        t('imageUser', { user: defaultUser }),
        t('imageMinDisk', { disk: formatBytes(minDiskBytes, locale) }),
        ...(minMemoryBytes > 0 ? [t('imageMinMemory', { memory: formatBytes(minMemoryBytes, locale) })] : []),
      ].join(' · ')}
    </>
  );
}
