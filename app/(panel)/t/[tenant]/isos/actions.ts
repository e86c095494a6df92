'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { deleteIso } from '#server/vms/delete-iso.ts';
import { importIso } from '#server/vms/import-iso.ts';
import { importIsoInput, isoIdInput } from '#server/vms/schema.ts';

export const importIsoAction = action(importIsoInput, async (ctx, input) => {
  await importIso(ctx, input);
  return { message: (await getTranslations('vms.add'))('started', { name: input.name }) };
});

export const deleteIsoAction = action(isoIdInput, async (ctx, input) => {
  await deleteIso(ctx, input);
  return { message: (await getTranslations('vms.delete'))('started') };
});
