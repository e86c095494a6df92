'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { controlService } from '#server/guests/control-service.ts';
import { endProcess } from '#server/guests/end-process.ts';
import { controlServiceInput, endProcessInput } from '#server/guests/schema.ts';

export const endProcessAction = action(endProcessInput, async (ctx, input) => {
  const { pid } = await endProcess(ctx, input);
  const t = await getTranslations('guests.processes');
  return { message: t(input.signal === 'kill' ? 'killed' : 'ended', { pid }) };
});

export const controlServiceAction = action(controlServiceInput, async (ctx, input) => {
  const { service, verb } = await controlService(ctx, input);
  const t = await getTranslations('guests.services.done');
  return { message: t(verb, { service }) };
});
