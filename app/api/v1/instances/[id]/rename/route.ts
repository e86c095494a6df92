import { route } from '#app/_lib/route.ts';
import { renameInstance } from '#server/instances/rename-instance.ts';
import { instanceIdInput, jobStarted, renameInstanceInput } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'Rename a stopped instance',
  tag: 'instances',
  params: instanceIdInput,
  body: renameInstanceInput.omit({ id: true }),
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => renameInstance(ctx, { ...params, ...body }),
});
