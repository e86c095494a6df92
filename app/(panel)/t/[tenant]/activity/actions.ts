'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { cancelJob } from '#server/jobs-view/cancel-job.ts';
import { jobIdInput } from '#server/jobs-view/schema.ts';
import { paths } from '#server/paths.ts';

export const cancelJobAction = action(jobIdInput, async (ctx, input) => {
  const { subject } = await cancelJob(ctx, input);
  return { message: await asked(subject) };
});

/** From a page of the instance, which will be gone with a creation that is cancelled. */
export const cancelAndLeaveAction = action(jobIdInput, async (ctx, input) => {
  const { subject, kind, tenant } = await cancelJob(ctx, input);
  const message = await asked(subject);
  const isGoing = kind === 'create-instance' && tenant !== null;
  return { message, ...(isGoing && { redirectTo: paths.instances(tenant.slug) }) };
});

async function asked(subject: string): Promise<string> {
  return (await getTranslations('jobs'))('cancel.asked', { subject });
}
