import { refuseHandedPassword } from '#server/auth/refuse-handed-password.ts';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import type { KeptReceiptView } from './receipt-view-schema.ts';
import { toReceiptView } from './to-receipt-view.ts';

/** The receipts of tenants that are gone and that the asking person owned, the latest first. */
export async function listKeptReceipts({ db, actor }: Ctx): Promise<KeptReceiptView[]> {
  if (actor.kind !== 'user') throw new AppError('unauthenticated', 'unauthenticated');
  refuseHandedPassword(actor);
  const rows = await db.shredReceipt.findMany({
    where: { readers: { some: { userId: actor.userId } } },
    orderBy: { shreddedAt: 'desc' },
  });
  const there = await db.tenant.findMany({
    where: { id: { in: rows.map(({ tenantId }) => tenantId) } },
    select: { id: true },
  });
  return rows
    .filter(({ tenantId }) => !there.some(({ id }) => id === tenantId))
    .map((row) => ({ ...toReceiptView(row), tenantName: row.tenantName }));
}
