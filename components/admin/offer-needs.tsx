import { useTranslations } from 'next-intl';
import type { Overview } from '#server/overview/schema.ts';
import { paths } from '#server/paths.ts';
import { Need } from './need.tsx';

/** Images that customers are offered and cannot have. */
export function OfferNeeds({ overview }: { overview: Pick<Overview, 'missingImages' | 'hasNoImage'> }) {
  const t = useTranslations('admin.overview');
  const { missingImages, hasNoImage } = overview;
  return (
    <>
      {hasNoImage && missingImages.length === 0 && (
        <Need tone="danger" title={t('noImage')} href={paths.adminImages()} linkLabel={t('see')}>
          {t('noImageBody')}
        </Need>
      )}
      {missingImages.map(({ id, name, alias }) => (
        <Need
          key={id}
          tone="warn"
          title={t('imageMissing', { name })}
          href={paths.adminImages()}
          linkLabel={t('see')}
        >
          {t('imageMissingBody', { alias })}
        </Need>
      ))}
    </>
  );
}
