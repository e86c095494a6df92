import { page } from '#app/_lib/page.tsx';
import { NewVersion } from '#components/deployments/new-version.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { listDeployments } from '#server/deployments/list-deployments.ts';
import { createOptions } from '#server/instances/create-options.ts';
import { instanceTitle } from '../../instance-title.ts';
import { loadInstancePage } from '../../load-instance-page.ts';
import { deployAction } from '../actions.ts';

export const generateMetadata = instanceTitle('deployments');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, forbidden } = frame;
  const [options, { items }] = await Promise.all([
    createOptions(ctx, instance.tenant.slug),
    listDeployments(ctx, { id: instance.id }),
  ]);
  const version = items.find(({ state }) => state === 'current') ?? items[0];
  return (
    <InstanceFrame {...frame}>
      <ClientMessages namespaces={['deployments', 'instances', 'kinds']}>
        <NewVersion {...{ instance, version, options, forbidden }} deploy={deployAction} />
      </ClientMessages>
    </InstanceFrame>
  );
});
