import type { Db, Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { type Claim, committed } from './claim.ts';

type Work<T> = (tx: Tx) => Promise<T>;
type Options = Parameters<Db['$transaction']>[1];

/**
 * The database for a verb that works under a key: each of its transactions says in the key's row that
 * the work is done, so both are there or neither. A process that dies leaves no doubt, and one whose
 * claim was taken over meanwhile can commit nothing.
 */
export function claimedDb(db: Db, claim: Claim): Db {
  const $transaction = <T>(work: Work<T>, options?: Options): Promise<T> => {
    if (typeof work !== 'function') throw new TypeError('a verb of the API gives its transaction a function');
    return db.$transaction(async (tx) => {
      await markCommitted(tx, claim);
      return work(tx);
    }, options);
  };
  return new Proxy(db, {
    get: (target, name) => (name === '$transaction' ? $transaction : Reflect.get(target, name, target)),
  });
}

async function markCommitted(tx: Tx, claim: Claim): Promise<void> {
  const { count } = await tx.idempotencyKey.updateMany({
    where: { ...claim, answer: null },
    data: { status: committed },
  });
  if (count === 0) throw new AppError('busy', 'idempotency-in-progress');
}
