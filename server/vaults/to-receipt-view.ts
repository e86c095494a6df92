import type { Prisma } from '#server/db.ts';
import type { ReceiptView } from './receipt-view-schema.ts';

export function toReceiptView(row: Prisma.ShredReceiptGetPayload<object>): ReceiptView {
  const { vaultId, vaultName, shreddedAt, text, signature, publicKeyId, publicKey } = row;
  return {
    vaultId,
    vaultName,
    shreddedAt: shreddedAt.toISOString(),
    text,
    signature,
    publicKeyId,
    publicKey,
  };
}
