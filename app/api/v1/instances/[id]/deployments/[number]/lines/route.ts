import { route } from '#app/_lib/route.ts';
import { listDeploymentLines } from '#server/deployments/list-deployment-lines.ts';
import { deploymentLines, deploymentRef, listLinesInput } from '#server/deployments/schema.ts';

export const GET = route({
  summary: 'Read what was said while a version was deployed, also while it is',
  tag: 'instances',
  params: deploymentRef,
  query: listLinesInput.pick({ after: true }),
  answer: deploymentLines,
  run: (ctx, { params, query }) => listDeploymentLines(ctx, { ...params, ...query }),
});
