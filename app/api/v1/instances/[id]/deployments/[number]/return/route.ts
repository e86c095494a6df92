import { route } from '#app/_lib/route.ts';
import { returnTo } from '#server/deployments/return-to.ts';
import { deploymentRef, deploymentStarted } from '#server/deployments/schema.ts';

export const POST = route({
  summary: 'Deploy what a former version was, by its digest, as a new version',
  tag: 'instances',
  params: deploymentRef,
  answer: deploymentStarted,
  status: 202,
  run: (ctx, { params }) => returnTo(ctx, params),
});
