import { randomUUID } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import type { Actor } from '#server/auth/actor.ts';
import { clientIp } from '#server/auth/client-ip.ts';
import { readSession } from '#server/auth/read-session.ts';
import { sessionCookie } from '#server/auth/session-cookie.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { installation } from '#server/installation.ts';

type User = Extract<Actor, { kind: 'user' }>;
export type UserCtx = Ctx & { actor: User };

/** Who is signed in, read once a request; null for a visitor. */
export const currentUser = cache(async (): Promise<User | null> => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  return token ? readSession(installation().db, token, new Date()) : null;
});

/** The context of a page or action of somebody signed in. Throws `unauthenticated`. */
export const userCtx = cache(async (): Promise<UserCtx> => {
  const actor = await currentUser();
  if (!actor) throw new AppError('unauthenticated', 'unauthenticated');
  return { ...(await visitorCtx()), actor };
});

/** The context before anybody is known: sign-in, invitations. */
export const visitorCtx = cache(async (): Promise<Ctx> => {
  const { db, engine, log } = installation();
  const requestHeaders = await headers();
  const requestId = randomUUID();
  return {
    actor: { kind: 'visitor' },
    db,
    engine,
    log: log.child({ requestId }),
    now: () => new Date(),
    requestId,
    ip: clientIp((name) => requestHeaders.get(name)),
  };
});
