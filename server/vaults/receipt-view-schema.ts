import { z } from 'zod';

const time = z.iso.datetime();

export const receiptView = z.object({
  vaultId: z.uuid(),
  vaultName: z.string(),
  shreddedAt: time,
  text: z.string().describe('One line of JSON, exactly as it was signed'),
  signature: z.string().describe('Ed25519 over the bytes of `text`, in base64'),
  publicKeyId: z.string(),
  publicKey: z.string().describe('PEM'),
});
export type ReceiptView = z.infer<typeof receiptView>;
/** Of a tenant that is gone. */
export type KeptReceiptView = ReceiptView & { tenantName: string };
