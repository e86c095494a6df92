import { route } from '#app/_lib/route.ts';
import { instanceIdInput, jobStarted, stopInstanceInput } from '#server/instances/schema.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';

export const POST = route({
  summary: 'Stop an instance cleanly, or by force',
  tag: 'instances',
  params: instanceIdInput,
  body: stopInstanceInput.omit({ id: true }),
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => stopInstance(ctx, { ...params, ...body }),
});
