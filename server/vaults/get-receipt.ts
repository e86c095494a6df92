import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { ReceiptView } from './schema.ts';
import { toReceiptView } from './to-receipt-view.ts';

/** The receipt of one destroyed vault. For the owner of the tenant that it was of. */
export async function getReceipt(ctx: Ctx, vaultId: string): Promise<ReceiptView> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const row = await ctx.db.shredReceipt.findUnique({ where: { vaultId: parseId(vaultId) } });
  if (!row) throw new AppError('not-found', 'not-found');
  authorize(ctx, row.tenantId, 'vault.end');
  return toReceiptView(row);
}
