import { route } from '#app/_lib/route.ts';
import { deleteSshKey } from '#server/ssh-keys/delete-ssh-key.ts';
import { sshKeyIdInput } from '#server/ssh-keys/schema.ts';

export const DELETE = route({
  summary: 'Delete an SSH key; instances that were made with it keep it',
  tag: 'ssh-keys',
  params: sshKeyIdInput,
  answer: sshKeyIdInput,
  run: async (ctx, { params }) => {
    await deleteSshKey(ctx, params);
    return params;
  },
});
