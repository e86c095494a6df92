import { route } from '#app/_lib/route.ts';
import { listDeployments } from '#server/deployments/list-deployments.ts';
import { deploymentPage, listDeploymentsInput } from '#server/deployments/schema.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const GET = route({
  summary: 'List the versions of what runs in an instance, the newest first',
  tag: 'instances',
  params: instanceIdInput,
  query: listDeploymentsInput.omit({ id: true }),
  answer: deploymentPage,
  run: (ctx, { params, query }) => listDeployments(ctx, { ...params, ...query }),
});
