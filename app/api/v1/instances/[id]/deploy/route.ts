import { route } from '#app/_lib/route.ts';
import { deploy } from '#server/deployments/deploy.ts';
import { deployBody, deploymentStarted } from '#server/deployments/schema.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const POST = route({
  summary:
    'Deploy a new version of an app, a sandbox or a unikernel; the former one returns when it does not come up',
  tag: 'instances',
  params: instanceIdInput,
  body: deployBody,
  answer: deploymentStarted,
  status: 202,
  run: (ctx, { params, body }) => deploy(ctx, { ...params, ...body }),
});
