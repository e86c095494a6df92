import type { Db, Prisma } from '#server/db.ts';
import { noLockFailure } from './lock-failure.ts';
import { tellOfVault } from './save-vault-state.ts';

/** These vaults may be open: something in them runs again, or somebody has opened them. */
export async function forgetLockFailures(db: Db, where: Prisma.VaultWhereInput): Promise<void> {
  const noted = { AND: [where, { lockDueAt: { not: null } }] };
  for (const { id } of await db.vault.findMany({ where: noted, select: { id: true } })) {
    await db.$transaction(async (tx) => {
      await tx.vault.updateMany({ where: { AND: [noted, { id }] }, data: noLockFailure });
      await tellOfVault(tx, id);
    });
  }
}
