import { record } from '#server/audit/record.ts';
import { hashPassword } from '#server/auth/hash-password.ts';
import type { Db } from '#server/db.ts';
import { createDemoPlans } from './create-demo-plans.ts';
import { oneTimePassword } from './one-time-password.ts';
import { setupActor } from './setup-actor.ts';

type Input = { email: string; announce(email: string, password: string): Promise<void> };

/** Any number, the same in every process of an installation: two first starts at once make one admin. */
const setupKey = 7_220_343;

/**
 * The first operator and the first plans, where there is no operator yet. The password is announced just
 * before the rows are committed: a crash in between leaves nothing, and the next run announces another.
 * Answers whether it made one.
 */
export async function createFirstAdmin(db: Db, { email, announce }: Input): Promise<boolean> {
  if (await db.user.findFirst({ where: { isOperator: true }, select: { id: true } })) return false;
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${setupKey}::bigint)`;
      if (await tx.user.findFirst({ where: { isOperator: true }, select: { id: true } })) return false;
      const admin = await tx.user.create({
        data: {
          email: email.trim().toLowerCase(),
          name: 'Admin',
          passwordHash,
          mustChangePassword: true,
          isOperator: true,
        },
        select: { id: true, email: true },
      });
      await createDemoPlans(tx);
      await record({ actor: setupActor }, tx, {
        action: 'user.create',
        targetKind: 'user',
        targetId: admin.id,
        targetName: admin.email,
        details: { isOperator: true },
      });
      await announce(admin.email, password);
      return true;
    },
    { timeout: 30_000 },
  );
}
