import { clientIp } from '#server/auth/client-ip.ts';
import { readApiToken } from '#server/auth/read-api-token.ts';
import type { Ctx } from '#server/context.ts';
import { installation } from '#server/installation.ts';
import { userCtx } from './session.ts';

/** Of what pages and the API have in common: by an API token where there is one, else by the session of a page of ours. */
export async function callerCtx(request: Request, requestId: string): Promise<Ctx> {
  const { db, engine, log } = installation();
  const token = bearerOf(request);
  if (!token) return userCtx();
  const actor = await readApiToken(db, token, new Date());
  const ip = clientIp((name) => request.headers.get(name));
  return { actor, db, engine, log: log.child({ requestId }), now: () => new Date(), requestId, ip };
}

export function bearerOf(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}
