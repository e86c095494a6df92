import { route } from '#app/_lib/route.ts';
import { endProcess } from '#server/guests/end-process.ts';
import { endProcessBody, processEnded } from '#server/guests/schema.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const POST = route({
  summary: 'End a process in an instance',
  tag: 'instances',
  params: instanceIdInput,
  body: endProcessBody,
  answer: processEnded,
  run: (ctx, { params, body }) => endProcess(ctx, { ...params, ...body }),
});
