import { route } from '#app/_lib/route.ts';
import { instanceIdInput, jobStarted, startInstanceBody } from '#server/instances/schema.ts';
import { startInstance } from '#server/instances/start-instance.ts';

export const POST = route({
  summary: 'Start an instance; its vault opens for it',
  tag: 'instances',
  params: instanceIdInput,
  body: startInstanceBody,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => startInstance(ctx, { ...params, ...body }),
});
