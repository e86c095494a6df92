import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { unseal } from '#server/secrets/seal.ts';
import { type Claim, claimSeconds, committed, keptSeconds, sealedAbout } from './claim.ts';

type Asked = {
  actorKey: string;
  key: string;
  requestHash: string;
  /** What the same request's hash is under master keys of before. */
  formerHashes: readonly string[];
  requestId: string;
};
export type KeptAnswer = { status: number; body: string };

const maxTries = 5;

/**
 * Takes a key for this call, or returns the answer that a former call with it got. Throws `busy` while
 * another call is under way with it, `conflict` when it belongs to another request, or when its work
 * was done and its answer was lost.
 */
export async function claimKey(db: Db, asked: Asked, now: Date): Promise<Claim | KeptAnswer> {
  const { actorKey, key, requestHash, formerHashes, requestId } = asked;
  for (let tries = 0; tries < maxTries; tries++) {
    const { count } = await db.idempotencyKey.createMany({
      data: { actorKey, key, requestHash, requestId, createdAt: now },
      skipDuplicates: true,
    });
    if (count === 1) return { actorKey, key, createdAt: now };
    const row = await db.idempotencyKey.findUnique({ where: { actorKey_key: { actorKey, key } } });
    if (!row) continue;
    const ageSeconds = (now.getTime() - row.createdAt.getTime()) / 1000;
    const isOver = ageSeconds > keptSeconds;
    if (!isOver && ![requestHash, ...formerHashes].includes(row.requestHash)) {
      throw new AppError('conflict', 'idempotency-key-reused');
    }
    if (!isOver && row.answer) {
      return { status: row.status ?? committed, body: unseal(row.answer, sealedAbout(asked)) };
    }
    if (!isOver && ageSeconds <= claimSeconds) throw new AppError('busy', 'idempotency-in-progress');
    if (!isOver && row.status === committed) {
      throw new AppError('conflict', 'idempotency-answer-lost', { requestId: row.requestId ?? '' });
    }
    if (await takeOver(db, { ...row, isOver }, asked, now)) return { actorKey, key, createdAt: now };
  }
  throw new AppError('busy', 'idempotency-in-progress');
}

/** One of those who see the same old row gets it; one whose work is being committed right now keeps it. */
async function takeOver(
  db: Db,
  seen: { createdAt: Date; status: number | null; isOver: boolean },
  { actorKey, key, requestHash, requestId }: Asked,
  now: Date,
): Promise<boolean> {
  const { count } = await db.idempotencyKey.updateMany({
    where: { actorKey, key, createdAt: seen.createdAt, status: seen.status },
    data: {
      requestHash,
      requestId,
      status: null,
      answer: null,
      createdAt: now,
      ...(seen.isOver && { draft: null }),
    },
  });
  return count === 1;
}
