import { type Actor, isProvider } from '#server/auth/actor.ts';
import { Prisma } from '#server/db.ts';
import { type LockFailureView, lockFailureText } from './lock-failure-schema.ts';

/** The columns of a vault that is as it should be. */
export const noLockFailure = { lockDueAt: null, lockFailure: Prisma.DbNull };

type Row = { lockDueAt: Date | null; lockFailure: unknown };

/** As the field of a view, for this reader; without one it is nobody of the provider. */
export function toLockFailure({ lockDueAt, lockFailure }: Row, reader?: Actor): LockFailureView | null {
  if (!lockDueAt) return null;
  const text = lockFailureText.parse(lockFailure);
  const forOperators = reader && isProvider(reader) ? text.forOperators : null;
  return { ...text, forOperators, since: lockDueAt.toISOString() };
}
