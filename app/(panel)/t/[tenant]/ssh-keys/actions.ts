'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { createSshKey } from '#server/ssh-keys/create-ssh-key.ts';
import { deleteSshKey } from '#server/ssh-keys/delete-ssh-key.ts';
import { renameSshKey } from '#server/ssh-keys/rename-ssh-key.ts';
import { createSshKeyInput, renameSshKeyInput, sshKeyIdInput } from '#server/ssh-keys/schema.ts';

export const createSshKeyAction = action(createSshKeyInput, async (ctx, input) => {
  const { id, name, fingerprint } = await createSshKey(ctx, input);
  const t = await getTranslations('ssh-keys.add');
  return { message: t('added', { name }), data: { id, name, fingerprint } };
});

export const renameSshKeyAction = action(renameSshKeyInput, async (ctx, input) => {
  const { name } = await renameSshKey(ctx, input);
  const t = await getTranslations('ssh-keys.rename');
  return { message: t('renamed', { name }) };
});

export const deleteSshKeyAction = action(sshKeyIdInput, async (ctx, input) => {
  await deleteSshKey(ctx, input);
  const t = await getTranslations('ssh-keys.delete');
  return { message: t('deleted') };
});
