import { route } from '#app/_lib/route.ts';
import { instanceIdInput, rootPasswordSet } from '#server/instances/schema.ts';
import { setRootPassword } from '#server/instances/set-root-password.ts';

export const POST = route({
  summary: 'Set a new random root password; it is in this answer and nowhere else',
  tag: 'instances',
  params: instanceIdInput,
  answer: rootPasswordSet,
  run: (ctx, { params }) => setRootPassword(ctx, params),
});
