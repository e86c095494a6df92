import { route } from '#app/_lib/route.ts';
import { instanceIdInput, jobStarted } from '#server/instances/schema.ts';
import { detachIso } from '#server/vms/detach-iso.ts';
import { detachIsoBody } from '#server/vms/schema.ts';

export const POST = route({
  summary: 'Take a disc out of a VM',
  tag: 'instances',
  params: instanceIdInput,
  body: detachIsoBody,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => detachIso(ctx, { ...params, ...body }),
});
