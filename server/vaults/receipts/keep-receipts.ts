import type { Tx } from '#server/db.ts';

/**
 * Before a tenant goes: its last owners read all its receipts from then on, those of before their time as well. Of those
 * nobody is told as of news.
 */
export async function keepReceipts(tx: Tx, tenantId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "ReceiptReader" ("receiptId", "userId", "toldAt")
    SELECT r."id", m."userId", now() FROM "ShredReceipt" r JOIN "Member" m ON m."tenantId" = r."tenantId"
    WHERE r."tenantId" = ${tenantId}::uuid AND m."role" = 'owner'
    ON CONFLICT DO NOTHING`;
}
