import { record } from '#server/audit/record.ts';
import { endSessions } from '#server/auth/end-sessions.ts';
import { hashPassword } from '#server/auth/hash-password.ts';
import type { Db } from '#server/db.ts';
import { oneTimePassword } from './one-time-password.ts';
import { setupActor } from './setup-actor.ts';

type Input = { email: string; announce(email: string, password: string): Promise<void> };

/**
 * Makes somebody an operator, known before or not, with a one-time password; their sessions end. For who
 * has the machine itself: another admin, or an admin whose password is lost.
 */
export async function makeOperator(db: Db, { email, announce }: Input): Promise<void> {
  const address = email.trim().toLowerCase();
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const changed = { passwordHash, mustChangePassword: true, isOperator: true };
  await db.$transaction(async (tx) => {
    const { id } = await tx.user.upsert({
      where: { email: address },
      create: { email: address, name: address.split('@')[0] ?? address, ...changed },
      update: changed,
      select: { id: true },
    });
    await endSessions(tx, { userId: id });
    await record({ actor: setupActor }, tx, {
      action: 'user.make-operator',
      targetKind: 'user',
      targetId: id,
      targetName: address,
    });
    await announce(address, password);
  });
}
