import { route } from '#app/_lib/route.ts';
import { getDeployment } from '#server/deployments/get-deployment.ts';
import { deploymentRef, deploymentView } from '#server/deployments/schema.ts';

export const GET = route({
  summary: 'Get one version of what runs in an instance',
  tag: 'instances',
  params: deploymentRef,
  answer: deploymentView,
  run: (ctx, { params }) => getDeployment(ctx, params),
});
