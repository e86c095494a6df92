'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { reinstallInstance } from '#server/instances/reinstall-instance.ts';
import { renameInstance } from '#server/instances/rename-instance.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import {
  instanceIdInput,
  reinstallInstanceInput,
  renameInstanceInput,
  resizeInstanceInput,
} from '#server/instances/schema.ts';
import { setRootPassword } from '#server/instances/set-root-password.ts';
import { withoutBlanks } from '../../size-form.ts';

/** A person confirms by typing the name; programs need not. */
const reinstallForm = reinstallInstanceInput.extend({ confirmName: z.string() });

export const renameInstanceAction = action(renameInstanceInput, async (ctx, input) => {
  const { name } = await getInstance(ctx, input.id);
  await renameInstance(ctx, input);
  return { message: await started('rename', name) };
});

export const resizeInstanceAction = action(
  z.preprocess(withoutBlanks, resizeInstanceInput),
  async (ctx, input) => {
    await resizeInstance(ctx, input);
    return { message: await started('resize', (await getInstance(ctx, input.id)).name) };
  },
);

export const reinstallInstanceAction = action(reinstallForm, async (ctx, input) => {
  await reinstallInstance(ctx, input);
  return { message: await started('reinstall', input.confirmName) };
});

export const setRootPasswordAction = action(instanceIdInput, async (ctx, input) => ({
  data: await setRootPassword(ctx, input),
}));

async function started(verb: 'rename' | 'resize' | 'reinstall', name: string): Promise<string> {
  const t = await getTranslations('instances.started');
  return t(verb, { name });
}
