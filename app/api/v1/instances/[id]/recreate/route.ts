import { route } from '#app/_lib/route.ts';
import { recreateInstance } from '#server/instances/recreate-instance.ts';
import { instanceIdInput, jobStarted, recreateInstanceBody } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'Make a lost instance again from an image: its name, address, size and keys stay',
  tag: 'instances',
  params: instanceIdInput,
  body: recreateInstanceBody,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => recreateInstance(ctx, { ...params, ...body }),
});
