import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { NodeDetail } from '#components/nodes/node-detail.tsx';
import { NodeHeader } from '#components/nodes/node-header.tsx';
import { NodeInstances } from '#components/nodes/node-instances.tsx';
import { NodeWarnings } from '#components/nodes/node-warnings.tsx';
import { getNode } from '#server/nodes/get-node.ts';
import { listNodeInstances } from '#server/nodes/list-node-instances.ts';
import { listNodeWarnings } from '#server/nodes/list-node-warnings.ts';
import { paths } from '#server/paths.ts';
import { toPageNumber } from '../../../_lib/to-page-number.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('nodes'))('title') };
}

export default page(async (ctx, { params: { id = '' }, query }) => {
  const node = await getNode(ctx, id);
  const [instances, warnings] = await Promise.all([
    listNodeInstances(ctx, { nodeId: node.id, page: toPageNumber(query), pageSize: 20 }),
    listNodeWarnings(ctx, node),
  ]);
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['node', 'instance']} />
      <NodeHeader node={node} />
      <NodeDetail node={node} />
      <NodeInstances instances={instances} path={paths.adminNode(node.id)} query={query} />
      <NodeWarnings warnings={warnings} />
    </>
  );
});
