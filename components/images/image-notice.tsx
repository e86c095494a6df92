import { useTranslations } from 'next-intl';
import { useWhy } from '#components/errors/use-why.ts';
import { Callout } from '#components/ui/callout.tsx';
import type { ImageView } from '#server/images/schema.ts';

/** What is wrong with an image, above everything that is known of it. */
export function ImageNotice({ image }: { image: ImageView }) {
  const t = useTranslations('images');
  const why = useWhy()(image);
  const { state, isPresent } = image;
  if (state === 'failed') return <Notice title={t('state.failed')}>{why}</Notice>;
  if (state !== 'ready') return null;
  if (why) return <Notice>{t('state.notDeleted', { why })}</Notice>;
  return isPresent ? null : <Notice title={t('missing')}>{t('missingBody')}</Notice>;
}

function Notice({ title, children }: { title?: string; children: string | null }) {
  return (
    <div className="mb-6">
      <Callout tone="warn" title={title}>
        {children}
      </Callout>
    </div>
  );
}
