import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { NodeDetail } from '#components/nodes/node-detail.tsx';
import { NodeHeader } from '#components/nodes/node-header.tsx';
import { NodeInstances } from '#components/nodes/node-instances.tsx';
import { NodeVaults } from '#components/nodes/node-vaults.tsx';
import { NodeWarnings } from '#components/nodes/node-warnings.tsx';
import { getNode } from '#server/nodes/get-node.ts';
import { listNodeInstances } from '#server/nodes/list-node-instances.ts';
import { listNodeWarnings } from '#server/nodes/list-node-warnings.ts';
import { paths } from '#server/paths.ts';
import { listNodeVaults } from '#server/vaults/list-node-vaults.ts';
import { toPageNumber } from '../../../_lib/to-page-number.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('nodes'))('title') };
}

export default page(async (ctx, { params: { id = '' }, query }) => {
  const node = await getNode(ctx, id);
  const [instances, warnings, vaults] = await Promise.all([
    listNodeInstances(ctx, { nodeId: node.id, page: toPageNumber(query), pageSize: 20 }),
    listNodeWarnings(ctx, node),
    listNodeVaults(ctx, node.id),
  ]);
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['node', 'instance', 'vault']} />
      <NodeHeader node={node} />
      <NodeDetail node={node} />
      <NodeVaults node={node} ability={node.vaults} count={vaults.length} />
      <NodeInstances instances={instances} path={paths.adminNode(node.id)} query={query} />
      <NodeWarnings warnings={warnings} />
    </>
  );
});
