import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { Needs } from '#components/admin/needs.tsx';
import { OverviewNumbers } from '#components/admin/overview-numbers.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { getOverview } from '#server/overview/get-overview.ts';
import { paths } from '#server/paths.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('admin.overview'))('title') };
}

export default page(async (ctx) => {
  const [t, overview] = await Promise.all([getTranslations('admin.overview'), getOverview(ctx)]);
  return (
    <>
      <LiveRefresh
        href={paths.events()}
        topics={['vault', 'job', 'node', 'image', 'tenant', 'instance', 'finding']}
      />
      <PageHeader title={t('title')} />
      <Needs overview={overview} />
      <OverviewNumbers numbers={overview.numbers} />
    </>
  );
});
