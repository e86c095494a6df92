import { authorize } from '#server/auth/authorize.ts';
import { refuseHandedPassword } from '#server/auth/refuse-handed-password.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { parseId } from '#server/parse-id.ts';
import type { ReceiptView } from './receipt-view-schema.ts';
import { toReceiptView } from './to-receipt-view.ts';

/** The receipt of one destroyed vault. For the owner of the tenant that it was of, also when that is gone. */
export async function getReceipt(ctx: Ctx, vaultId: string): Promise<ReceiptView> {
  if (ctx.actor.kind === 'visitor') throw new AppError('unauthenticated', 'unauthenticated');
  const row = await ctx.db.shredReceipt.findUnique({ where: { vaultId: parseId(vaultId) } });
  if (!row) throw new AppError('not-found', 'not-found');
  if (!(await isKeptFor(ctx, row))) authorize(ctx, row.tenantId, 'vault.end');
  return toReceiptView(row);
}

/** Its tenant is gone, and whoever asks was an owner of it. While it is there, its members of today decide. */
async function isKeptFor({ db, actor }: Ctx, { id, tenantId }: { id: string; tenantId: string }) {
  if (actor.kind !== 'user') return false;
  refuseHandedPassword(actor);
  if ((await db.tenant.count({ where: { id: tenantId } })) > 0) return false;
  return (await db.receiptReader.count({ where: { receiptId: id, userId: actor.userId } })) > 0;
}
