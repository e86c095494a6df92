import type { Actor } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { fingerprints } from '#server/secrets/seal.ts';
import { claimKey } from './claim-key.ts';
import { claimedDb } from './claimed-db.ts';
import { draftOnce } from './draft-once.ts';
import { type Outcome, settleKey } from './settle-key.ts';

type Token = Extract<Actor, { kind: 'token' }>;
type Asked = {
  key: string;
  /** What the key stands for: method, path with query, and body, as they were sent. */
  request: readonly string[];
};
export type Performed = Outcome & { isReplayed: boolean };

/**
 * Does a call's work at most once for a key, and gives every later call with it the same answer for a
 * day (docs/decisions/0010-idempotency-keys.md). `perform` gets the context to work with and never
 * throws. Throws `busy` and `conflict` as `claimKey` says.
 */
export async function performOnce(
  ctx: Ctx & { actor: Token },
  { key, request }: Asked,
  perform: (ctx: Ctx) => Promise<Outcome>,
): Promise<Performed> {
  const [requestHash, ...formerHashes] = fingerprints(JSON.stringify(request));
  const asked = { actorKey: actorKey(ctx.actor), key, requestHash, requestId: ctx.requestId };
  const claim = await claimKey(ctx.db, { ...asked, formerHashes }, ctx.now());
  if ('status' in claim) return { ...claim, isPassing: false, isReplayed: true };
  const draft = (make: () => string) => draftOnce(ctx.db, claim, make);
  const outcome = await perform({ ...ctx, db: claimedDb(ctx.db, claim), draft });
  await settleKey(ctx.db, ctx.log, claim, outcome);
  return { ...outcome, isReplayed: false };
}

/** A key is its person's, in the tenant of the token: a new token finds it again, nobody else does. */
function actorKey({ userId, isOperator, memberships }: Token): string {
  return `${userId}/${isOperator ? 'operator' : (memberships[0]?.tenantId ?? 'none')}`;
}
