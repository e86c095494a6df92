'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { createRegistry } from '#server/registries/create-registry.ts';
import { deleteRegistry } from '#server/registries/delete-registry.ts';
import { createRegistryInput, registryIdInput, updateRegistryInput } from '#server/registries/schema.ts';
import { updateRegistry } from '#server/registries/update-registry.ts';

export const createRegistryAction = action(createRegistryInput, async (ctx, input) => {
  const { host } = await createRegistry(ctx, input);
  const t = await getTranslations('registries.add');
  return { message: t('added', { host }) };
});

/** An empty field of the form says nothing: certificates are removed by a box of their own. */
const updateForm = updateRegistryInput.extend({ removeCa: z.string().optional() });

export const updateRegistryAction = action(updateForm, async (ctx, { removeCa, caPem, ...input }) => {
  const certificates = caPem || (removeCa ? '' : undefined);
  const { host } = await updateRegistry(ctx, { ...input, caPem: certificates });
  const t = await getTranslations('registries.edit');
  return { message: t('saved', { host }) };
});

export const deleteRegistryAction = action(registryIdInput, async (ctx, input) => {
  await deleteRegistry(ctx, input);
  const t = await getTranslations('registries.delete');
  return { message: t('deleted') };
});
