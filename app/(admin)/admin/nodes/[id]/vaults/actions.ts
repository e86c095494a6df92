'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { paths } from '#server/paths.ts';
import { panicLock } from '#server/vaults/panic-lock.ts';
import { panicLockInput } from '#server/vaults/schema.ts';

/** Leads to the job: whoever pressed this wants to see each vault locked. */
export const panicLockAction = action(panicLockInput, async (ctx, input) => {
  const { jobId } = await panicLock(ctx, input);
  const t = await getTranslations('nodes.vaults.panic');
  return { message: t('started', { node: input.confirmName }), redirectTo: paths.adminJob(jobId) };
});
