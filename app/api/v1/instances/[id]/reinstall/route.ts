import { route } from '#app/_lib/route.ts';
import { reinstallInstance } from '#server/instances/reinstall-instance.ts';
import { instanceIdInput, jobStarted, reinstallInstanceInput } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'Put another image on an instance; its disk is lost, its address stays',
  tag: 'instances',
  params: instanceIdInput,
  body: reinstallInstanceInput.omit({ id: true }),
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => reinstallInstance(ctx, { ...params, ...body }),
});
