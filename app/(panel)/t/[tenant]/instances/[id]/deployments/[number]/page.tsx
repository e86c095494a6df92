import { page } from '#app/_lib/page.tsx';
import { DeploymentDetail } from '#components/deployments/deployment-detail.tsx';
import { InstanceFrame } from '#components/instances/instance-frame.tsx';
import { getDeployment } from '#server/deployments/get-deployment.ts';
import { deploymentRef } from '#server/deployments/schema.ts';
import { AppError } from '#server/errors.ts';
import { instanceTitle } from '../../instance-title.ts';
import { loadInstancePage } from '../../load-instance-page.ts';
import { returnToAction } from '../actions.ts';
import { VersionLog } from '../version-log.tsx';

export const generateMetadata = instanceTitle('deployments');

export default page(async (ctx, { params }) => {
  const frame = await loadInstancePage(ctx, params);
  const { instance, forbidden } = frame;
  const ref = deploymentRef.safeParse({ id: instance.id, number: params.number });
  if (!ref.success) throw new AppError('not-found', 'not-found');
  const version = await getDeployment(ctx, ref.data);
  return (
    <InstanceFrame {...frame}>
      <DeploymentDetail
        {...{ instance, version, forbidden }}
        actions={{ returnTo: returnToAction }}
        log={<VersionLog ctx={ctx} instanceId={instance.id} version={version} />}
      />
    </InstanceFrame>
  );
});
