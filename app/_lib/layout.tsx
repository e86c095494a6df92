import { notFound, redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { AppError } from '#server/errors.ts';
import { paths } from '#server/paths.ts';
import { isBrokenText } from '#server/refuse-broken-text.ts';
import { type UserCtx, userCtx } from './session.ts';
import { signInPath } from './sign-in-path.ts';

/** What Next says of the parameters differs from route to route: none where the address has none. */
export type LayoutProps = { children: ReactNode; params: Promise<unknown> };
type Input = { params: Record<string, string>; children: ReactNode };

/** The wrapper of a frame around pages of somebody signed in; answers as `page` does. */
export function layout(render: (ctx: UserCtx, input: Input) => Promise<ReactNode>) {
  return async ({ children, params }: LayoutProps): Promise<ReactNode> => {
    const named = (await params) as Input['params'];
    if (Object.values(named ?? {}).some(isBrokenText)) notFound();
    try {
      const ctx = await userCtx();
      if (ctx.actor.mustChangePassword) redirect(paths.newPassword());
      return await render(ctx, { params: named, children });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'unauthenticated') redirect(await signInPath());
      if (error.code === 'not-found') notFound();
      throw error;
    }
  };
}
