import { record } from '#server/audit/record.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';

type Vault = { id: string; name: string; tenantId: string };

/** Does what a passphrase is given for. A wrong one is recorded as what it is, a try that failed, and thrown on. */
export async function recordGuess<Result>(
  ctx: Ctx,
  { id, name, tenantId }: Vault,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.reason === 'vault-passphrase-wrong') {
      const target = { targetKind: 'vault', targetId: id, targetName: name };
      await record(ctx, ctx.db, { action: 'vault.passphrase-refused', tenantId, ...target });
    }
    throw error;
  }
}
