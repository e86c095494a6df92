import { route } from '#app/_lib/route.ts';
import { instanceIdInput, jobStarted } from '#server/instances/schema.ts';
import { attachIso } from '#server/vms/attach-iso.ts';
import { attachIsoBody } from '#server/vms/schema.ts';

export const POST = route({
  summary: 'Put a disc into a drive of a VM; a running one sees it at once',
  tag: 'instances',
  params: instanceIdInput,
  body: attachIsoBody,
  answer: jobStarted,
  status: 202,
  run: (ctx, { params, body }) => attachIso(ctx, { ...params, ...body }),
});
