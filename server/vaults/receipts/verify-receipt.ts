import { verify } from 'node:crypto';
import { type ShredReceiptText, shredReceipt } from './receipt-schema.ts';
import { publicKeyId } from './signing-key.ts';

type Signed = { text: string; signature: string };

/**
 * What the receipt states, or undefined when it is not as it was signed. `publicKey` (PEM) is one that the reader
 * trusts: a receipt that brings its own key along proves nothing.
 */
export function verifyReceipt({ text, signature }: Signed, publicKey: string): ShredReceiptText | undefined {
  const isRight = verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
  if (!isRight) return undefined;
  const receipt = shredReceipt.parse(JSON.parse(text));
  return receipt.publicKeyId === publicKeyId(publicKey) ? receipt : undefined;
}
