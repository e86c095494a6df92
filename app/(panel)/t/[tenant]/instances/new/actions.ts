'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { checkSettings, readSettings } from '#app/_lib/settings-form.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import { withoutBlanks } from '../size-form.ts';

const form = z
  .preprocess((raw) => {
    const { wantsRootPassword, ...rest } = readSettings(withoutBlanks(raw));
    return { ...rest, wantsRootPassword: wantsRootPassword === 'on' };
  }, createInstanceInput)
  .superRefine(({ kind, settings }, context) => checkSettings(kind, settings, context));

export const createInstanceAction = action(form, async (ctx, input) => {
  const { name, tenant } = input;
  const { instanceId, rootPassword } = await createInstance(ctx, input);
  const href = paths.instance(tenant, instanceId);
  // Its page says the rest: with no word of our own the answer is that page.
  if (!rootPassword) return { redirectTo: href };
  const t = await getTranslations('instances.create');
  return { message: t('created', { name }), data: { name, href, rootPassword } };
});
