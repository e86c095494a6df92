'use server';

import { refresh } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { action } from '#app/_lib/action.ts';
import { revokeOtherSessions } from '#server/auth/revoke-other-sessions.ts';
import { revokeSession } from '#server/auth/revoke-session.ts';
import { sessionIdInput } from '#server/auth/schema.ts';

export const revokeSessionAction = action(sessionIdInput, async (ctx, input) => {
  await revokeSession(ctx, input);
  refresh();
  return { message: (await getTranslations('account.sessions.end'))('done') };
});

export const revokeOtherSessionsAction = action(z.object({}), async (ctx) => {
  const { count } = await revokeOtherSessions(ctx);
  refresh();
  return { message: (await getTranslations('account.sessions.endOthers'))('done', { count }) };
});
