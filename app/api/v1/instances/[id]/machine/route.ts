import { route } from '#app/_lib/route.ts';
import { instanceIdInput } from '#server/instances/schema.ts';
import { getMachine } from '#server/vms/get-machine.ts';
import { machineFacts } from '#server/vms/schema.ts';

export const GET = route({
  summary: 'What the machine of a VM is made of: what the engine gives it, and what its own kernel says',
  tag: 'instances',
  params: instanceIdInput,
  answer: machineFacts,
  run: (ctx, { params }) => getMachine(ctx, params),
});
