'use server';

import { redirect } from 'next/navigation';
import { visitorAction } from '#app/_lib/action.ts';
import { keepLocale } from '#app/_lib/keep-locale.ts';
import { userCtx } from '#app/_lib/session.ts';
import { safeNext } from '#server/auth/safe-next.ts';
import { signInForm } from '#server/auth/schema.ts';
import { signIn } from '#server/auth/sign-in.ts';
import { signOut } from '#server/auth/sign-out.ts';
import { AppError } from '#server/errors.ts';
import { paths } from '#server/paths.ts';
import { forgetSession, keepSession, userAgent } from '../_lib/keep-session.ts';

export const signInAction = visitorAction(signInForm, async (ctx, { next, ...input }) => {
  const { token, locale } = await signIn(ctx, { ...input, userAgent: await userAgent() });
  await keepSession(token);
  await keepLocale(locale);
  return { redirectTo: safeNext(next) ?? paths.home() };
});

/** Ends the session, here and in the database. Where it has ended already there is nothing left to do. */
export async function signOutAction(): Promise<void> {
  try {
    await signOut(await userCtx());
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'unauthenticated')) throw error;
  }
  await forgetSession();
  redirect(paths.signIn());
}
