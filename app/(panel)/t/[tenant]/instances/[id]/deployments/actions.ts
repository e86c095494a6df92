'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { checkSettings, readSettings } from '#app/_lib/settings-form.ts';
import { deploy } from '#server/deployments/deploy.ts';
import { returnTo } from '#server/deployments/return-to.ts';
import { deployInput, deploymentRef } from '#server/deployments/schema.ts';
import { paths } from '#server/paths.ts';

/** Only for the address that it leads to. */
const tenant = z.string().max(64);
const form = z
  .preprocess((raw) => readSettings(raw as Record<string, unknown>), deployInput.extend({ tenant }))
  .superRefine(({ kind, settings }, context) => {
    if (kind) checkSettings(kind, settings, context);
  });

export const deployAction = action(form, async (ctx, { tenant: slug, ...input }) => {
  const { number } = await deploy(ctx, input);
  const t = await getTranslations('deployments.form');
  const redirectTo = paths.instancePart(slug, input.id, `deployments/${number}`);
  return { message: t('started', { number }), redirectTo };
});

const former = deploymentRef.extend({ tenant });

export const returnToAction = action(former, async (ctx, { tenant: slug, ...input }) => {
  const { number } = await returnTo(ctx, input);
  const t = await getTranslations('deployments.return');
  const redirectTo = paths.instancePart(slug, input.id, `deployments/${number}`);
  return { message: t('started', { number }), redirectTo };
});
