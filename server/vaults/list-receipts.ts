import type { Ctx } from '#server/context.ts';
import { authorizeSlug } from '#server/tenants/authorize-slug.ts';
import type { ReceiptView } from './receipt-view-schema.ts';
import { toReceiptView } from './to-receipt-view.ts';

/** The receipts of a tenant's destroyed vaults, the latest first. For its owner. */
export async function listReceipts(ctx: Ctx, { tenant }: { tenant: string }): Promise<ReceiptView[]> {
  const tenantId = await authorizeSlug(ctx, tenant, 'vault.end');
  const rows = await ctx.db.shredReceipt.findMany({
    where: { tenantId },
    orderBy: { shreddedAt: 'desc' },
  });
  return rows.map(toReceiptView);
}
