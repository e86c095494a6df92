'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { attachIso } from '#server/vms/attach-iso.ts';
import { detachIso } from '#server/vms/detach-iso.ts';
import { attachIsoForm, detachIsoInput } from '#server/vms/schema.ts';

export const attachIsoAction = action(attachIsoForm, async (ctx, input) => {
  await attachIso(ctx, input);
  return { message: (await getTranslations('vms.drives'))('attachStarted') };
});

export const detachIsoAction = action(detachIsoInput, async (ctx, input) => {
  await detachIso(ctx, input);
  return { message: (await getTranslations('vms.drives'))('detachStarted') };
});
