import { useTranslations } from 'next-intl';
import { CopyText } from '#components/ui/copy-text.tsx';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { Numeral } from '#components/ui/format/numeral.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { Section } from '#components/ui/section.tsx';
import type { ImageView } from '#server/images/schema.ts';
import { ImageWarmth } from './image-warmth.tsx';

/** What the engine says of an image: nothing here can be changed by us. */
export function ImageFacts({ image }: { image: ImageView }) {
  const t = useTranslations('images.facts');
  const tImages = useTranslations('images');
  const tKind = useTranslations('instances.kind');
  const fingerprint = image.fingerprint?.slice(0, 12);
  const engine = [
    { label: t('alias'), value: <CopyText value={image.alias} /> },
    { label: t('fingerprint'), value: fingerprint ? <CopyText value={fingerprint} /> : t('none') },
    { label: t('size'), value: <Bytes value={image.sizeBytes} /> },
    { label: t('warm'), value: <ImageWarmth image={image} /> },
  ];
  return (
    <Section title={t(image.app ? 'appTitle' : 'title')} framed>
      <KeyValues
        items={[
          ...(image.app ? [] : engine),
          { label: t('os'), value: `${image.os} ${image.release}` },
          { label: t('kind'), value: image.kinds.map((kind) => tKind(kind)).join(', ') },
          { label: t('origin'), value: tImages(`origin.${image.origin}`, { note: image.originNote ?? '' }) },
          { label: t('instances'), value: <Numeral value={image.instances} /> },
        ]}
      />
    </Section>
  );
}
