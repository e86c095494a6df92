import { route } from '#app/_lib/route.ts';
import { moveInstance } from '#server/instances/move-instance.ts';
import { instanceIdInput, jobStarted, moveInstanceBody } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'Move the disk of an instance into a vault or out of it; it is stopped for that',
  tag: 'instances',
  params: instanceIdInput,
  body: moveInstanceBody,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => moveInstance(ctx, { ...params, ...body }),
});
