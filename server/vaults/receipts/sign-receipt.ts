import { sign } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';
import { type ShredFacts, shredFacts } from './receipt-schema.ts';
import type { SigningKey } from './signing-key.ts';

/** `signature` is Ed25519 over the bytes of `text`, in base64. */
export type SignedReceipt = { text: string; signature: string; publicKeyId: string; publicKey: string };

export function signReceipt(facts: ShredFacts, key: SigningKey): SignedReceipt {
  const { publicKey, publicKeyId, privateKey } = key;
  const text = canonicalJson({ ...shredFacts.parse(facts), format: 'berth-shred-receipt/1', publicKeyId });
  const signature = sign(null, Buffer.from(text), privateKey).toString('base64');
  return { text, signature, publicKeyId, publicKey };
}
