'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { cancelJob } from '#server/jobs-view/cancel-job.ts';
import { resolveJob } from '#server/jobs-view/resolve-job.ts';
import { retryForward } from '#server/jobs-view/retry-forward.ts';
import { retryUndo } from '#server/jobs-view/retry-undo.ts';
import { jobIdInput, resolveJobInput } from '#server/jobs-view/schema.ts';

export const cancelAnyJobAction = action(jobIdInput, async (ctx, input) => {
  const { subject } = await cancelJob(ctx, input);
  return { message: (await getTranslations('jobs'))('cancel.asked', { subject }) };
});

export const retryUndoAction = action(jobIdInput, async (ctx, input) => {
  const { subject } = await retryUndo(ctx, input);
  return { message: (await getTranslations('jobs'))('stuck.undoAsked', { subject }) };
});

export const retryForwardAction = action(jobIdInput, async (ctx, input) => {
  const { subject } = await retryForward(ctx, input);
  return { message: (await getTranslations('jobs'))('stuck.forwardAsked', { subject }) };
});

export const resolveJobAction = action(resolveJobInput, async (ctx, input) => {
  const { subject } = await resolveJob(ctx, input);
  return { message: (await getTranslations('jobs'))('stuck.resolved', { subject }) };
});
