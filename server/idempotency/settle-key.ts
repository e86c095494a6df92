import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { Logger } from '#server/log.ts';
import { seal } from '#server/secrets/seal.ts';
import { type Claim, sealedAbout } from './claim.ts';

/** `isPassing`: a refusal that says nothing of what the same call will get later. */
export type Outcome = { status: number; body: string; isPassing: boolean };

/**
 * Ends a claim: the answer is kept, sealed, for it may hold what is shown once. A passing refusal that
 * changed nothing gives the key back instead, so that the call can be made again under it. Throws
 * `busy` when another call has taken the key over meanwhile: the answer is that one's to give.
 */
export async function settleKey(db: Db, log: Logger, claim: Claim, outcome: Outcome): Promise<void> {
  let isOurs: boolean;
  try {
    isOurs = (outcome.isPassing && (await release(db, claim))) || (await keep(db, claim, outcome));
  } catch (error) {
    // What was done is done and said so in the row: better an answer that cannot be repeated than none.
    log.error({ err: error }, 'the answer of a call could not be kept');
    return;
  }
  if (!isOurs) throw new AppError('busy', 'idempotency-in-progress');
}

async function release(db: Db, claim: Claim): Promise<boolean> {
  const { count } = await db.idempotencyKey.deleteMany({ where: { ...claim, status: null } });
  return count === 1;
}

async function keep(db: Db, claim: Claim, { status, body }: Outcome): Promise<boolean> {
  const { count } = await db.idempotencyKey.updateMany({
    where: { ...claim, answer: null },
    data: { status, answer: seal(body, sealedAbout(claim)) },
  });
  return count === 1;
}
