import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { seal, unseal } from '#server/secrets/seal.ts';
import { type Claim, draftAbout } from './claim.ts';

/**
 * What `make` gave the first call with this key, sealed beside it: a call that dies after it has begun to use the
 * text is made again with the same one. Throws `busy` when another call has taken the key over.
 */
export async function draftOnce(db: Db, claim: Claim, make: () => string): Promise<string> {
  const about = draftAbout(claim);
  const row = await db.idempotencyKey.findFirst({ where: { ...claim }, select: { draft: true } });
  if (row?.draft) return unseal(row.draft, about);
  const text = make();
  const { count } = await db.idempotencyKey.updateMany({
    where: { ...claim, answer: null },
    data: { draft: seal(text, about) },
  });
  if (count === 0) throw new AppError('busy', 'idempotency-in-progress');
  return text;
}
