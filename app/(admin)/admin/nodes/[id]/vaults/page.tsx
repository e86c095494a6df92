import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { NodeVaultsPage } from '#components/nodes/node-vaults-page.tsx';
import { getNode } from '#server/nodes/get-node.ts';
import { paths } from '#server/paths.ts';
import { listNodeVaults } from '#server/vaults/list-node-vaults.ts';
import { panicLockAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('nodes.vaults'))('title') };
}

export default page(async (ctx, { params: { id = '' } }) => {
  const node = await getNode(ctx, id);
  const vaults = await listNodeVaults(ctx, node.id);
  return (
    <>
      <LiveRefresh href={paths.events()} topics={['vault', 'node', 'instance']} />
      <NodeVaultsPage node={node} vaults={vaults} panicLock={panicLockAction} />
    </>
  );
});
