import { route } from '#app/_lib/route.ts';
import { instanceIdInput, jobStarted } from '#server/instances/schema.ts';
import { startInstance } from '#server/instances/start-instance.ts';

export const POST = route({
  summary: 'Start an instance',
  tag: 'instances',
  params: instanceIdInput,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params }) => startInstance(ctx, params),
});
