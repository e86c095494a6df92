import { route } from '#app/_lib/route.ts';
import { listProcesses } from '#server/guests/list-processes.ts';
import { processList } from '#server/guests/schema.ts';
import { instanceIdInput } from '#server/instances/schema.ts';

export const GET = route({
  summary: 'List what runs in an instance',
  tag: 'instances',
  params: instanceIdInput,
  answer: processList,
  run: (ctx, { params }) => listProcesses(ctx, params),
});
