import { route } from '#app/_lib/route.ts';
import { restartInstance } from '#server/instances/restart-instance.ts';
import { instanceIdInput, jobStarted } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'Restart an instance',
  tag: 'instances',
  params: instanceIdInput,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params }) => restartInstance(ctx, params),
});
