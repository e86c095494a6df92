import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { NoNodes } from '#components/nodes/no-nodes.tsx';
import { NodeList } from '#components/nodes/node-list.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/query/pagination.tsx';
import { listNodes } from '#server/nodes/list-nodes.ts';
import { paths } from '#server/paths.ts';
import { toPageNumber } from '../../_lib/to-page-number.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('nodes'))('title') };
}

export default page(async (ctx, { query }) => {
  const [t, nodes] = await Promise.all([
    getTranslations('nodes'),
    listNodes(ctx, { page: toPageNumber(query), pageSize: 50 }),
  ]);
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['node', 'instance']} />
      <PageHeader title={t('title')} description={t('about')} />
      {nodes.total === 0 ? <NoNodes /> : <NodeList nodes={nodes.items} />}
      {nodes.total > nodes.pageSize && <Pagination path={paths.adminNodes()} query={query} {...nodes} />}
    </>
  );
});
