import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { AppError } from '#server/errors.ts';
import { paths } from '#server/paths.ts';
import { isBrokenText } from '#server/refuse-broken-text.ts';
import { type UserCtx, userCtx } from './session.ts';
import { signInPath } from './sign-in-path.ts';

export type PageProps = {
  params: Promise<Record<string, string>>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};
type Input = { params: Record<string, string>; query: Record<string, string | undefined> };
/** `isBeforeNewPassword`: also for those who still have to replace a password that was handed to them. */
type Options = { isBeforeNewPassword?: boolean };

/**
 * The one wrapper of every page of somebody signed in: fetch with verbs, compose, return. What the
 * verbs refuse as not found is a 404 page; a visitor is sent to the sign-in and comes back.
 */
export function page(render: (ctx: UserCtx, input: Input) => Promise<ReactNode>, options: Options = {}) {
  return async (props: PageProps): Promise<ReactNode> => {
    const [params, rawQuery] = await Promise.all([props.params, props.searchParams]);
    if (Object.values(params).some(isBrokenText)) notFound();
    const query = Object.fromEntries(
      Object.entries(rawQuery)
        .map(([key, value]) => [key, Array.isArray(value) ? value[0] : value] as const)
        .filter(([, value]) => value === undefined || !isBrokenText(value)),
    );
    try {
      const ctx = await userCtx();
      if (ctx.actor.mustChangePassword && !options.isBeforeNewPassword) redirect(paths.newPassword());
      return await render(ctx, { params, query });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'unauthenticated') redirect(await signInPath());
      if (error.code === 'not-found') notFound();
      throw error;
    }
  };
}
