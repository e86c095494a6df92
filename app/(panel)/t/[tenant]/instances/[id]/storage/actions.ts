'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { moveInstance } from '#server/instances/move-instance.ts';
import { moveInstanceInput } from '#server/instances/schema.ts';

export const moveInstanceAction = action(moveInstanceInput, async (ctx, input) => {
  await moveInstance(ctx, input);
  const { name } = await getInstance(ctx, input.id);
  return { message: (await getTranslations('instances.started'))('move', { name }) };
});
