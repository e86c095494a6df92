import { route } from '#app/_lib/route.ts';
import { createSshKey } from '#server/ssh-keys/create-ssh-key.ts';
import { listSshKeys } from '#server/ssh-keys/list-ssh-keys.ts';
import { createSshKeyInput, listSshKeysInput, sshKeyList, sshKeyView } from '#server/ssh-keys/schema.ts';

export const GET = route({
  summary: 'List the SSH keys of a tenant',
  tag: 'ssh-keys',
  query: listSshKeysInput,
  answer: sshKeyList,
  run: async (ctx, { query }) => listSshKeys(ctx, query),
});

export const POST = route({
  summary: 'Add an SSH key',
  tag: 'ssh-keys',
  body: createSshKeyInput,
  answer: sshKeyView,
  status: 201,
  run: (ctx, { body }) => createSshKey(ctx, body),
});
