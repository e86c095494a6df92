import Plus from 'lucide-react/icons/plus';
import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { ImageTable } from '#components/images/image-table.tsx';
import { NoImages } from '#components/images/no-images.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { authorizeOperator } from '#server/auth/authorize.ts';
import { listImages } from '#server/images/list-images.ts';
import { paths } from '#server/paths.ts';
import { toPageNumber } from '../../_lib/to-page-number.ts';
import { setImageEnabledAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('images'))('title') };
}

export default page(async (ctx, { query }) => {
  authorizeOperator(ctx, 'read');
  const [t, images] = await Promise.all([
    getTranslations('images'),
    listImages(ctx, { page: toPageNumber(query) }),
  ]);
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['image', 'job']} />
      <PageHeader
        title={t('title')}
        description={<p className="max-w-3xl">{t('about')}</p>}
        actions={
          <LinkButton href={paths.adminNewImage()} variant="primary">
            <Plus aria-hidden />
            {t('new')}
          </LinkButton>
        }
      />
      {images.total === 0 ? (
        <NoImages />
      ) : (
        <ImageTable images={images.items} setEnabled={setImageEnabledAction} />
      )}
      <Pagination path={paths.adminImages()} query={query} {...images} />
    </>
  );
});
