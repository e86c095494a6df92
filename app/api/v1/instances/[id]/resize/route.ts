import { route } from '#app/_lib/route.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import { instanceIdInput, jobStarted, resizeInstanceBody } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'Give an instance another plan or size; live where the engine can',
  tag: 'instances',
  params: instanceIdInput,
  body: resizeInstanceBody,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => resizeInstance(ctx, { ...params, ...body }),
});
