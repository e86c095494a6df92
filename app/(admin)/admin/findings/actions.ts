'use server';

import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { adoptFinding } from '#server/reconcile/adopt-finding.ts';
import { getFinding } from '#server/reconcile/get-finding.ts';
import { ignoreFinding } from '#server/reconcile/ignore-finding.ts';
import { removeFinding } from '#server/reconcile/remove-finding.ts';
import { findingIdInput, ignoreFindingInput, removeFindingInput } from '#server/reconcile/schema.ts';

export const adoptFindingAction = action(findingIdInput, async (ctx, input) => {
  const { subject: name } = await getFinding(ctx, input.id);
  await adoptFinding(ctx, input);
  return { message: (await getTranslations('findings.said'))('adopt', { name }) };
});

export const removeFindingAction = action(removeFindingInput, async (ctx, input) => {
  await removeFinding(ctx, input);
  return { message: (await getTranslations('findings.said'))('remove', { name: input.confirmName }) };
});

export const ignoreFindingAction = action(ignoreFindingInput, async (ctx, input) => {
  const { subject: name } = await ignoreFinding(ctx, input);
  return { message: (await getTranslations('findings.said'))('ignore', { name }) };
});
