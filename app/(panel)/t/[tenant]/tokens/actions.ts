'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { action } from '#app/_lib/action.ts';
import { createApiToken } from '#server/api-tokens/create-api-token.ts';
import { revokeApiToken } from '#server/api-tokens/revoke-api-token.ts';
import { apiTokenIdInput, createApiTokenInput } from '#server/api-tokens/schema.ts';

/** Without a tenant: an operator's token. */
export const createApiTokenAction = action(createApiTokenInput, async (ctx, input) => {
  const { token } = await createApiToken(ctx, input);
  refresh();
  return { data: { name: input.name, token } };
});

export const revokeApiTokenAction = action(apiTokenIdInput, async (ctx, input) => {
  await revokeApiToken(ctx, input);
  refresh();
  return { message: (await getTranslations('tokens.revoke'))('done') };
});
