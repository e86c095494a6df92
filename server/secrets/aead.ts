import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM, bound to `about`: a ciphertext that was moved to another place does not open there.
 * Shape: iv · tag · ciphertext.
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, about: string): Uint8Array<ArrayBuffer> {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body]));
}

/**
 * What was encrypted, or undefined when the key, the bytes or `about` is another one. The buffer is the caller's
 * to wipe; nothing that did not prove right is left in memory.
 */
export function decrypt(key: Uint8Array, sealed: Uint8Array, about: string): Buffer | undefined {
  if (sealed.length < ivBytes + tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes));
  decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  const plain = decipher.update(sealed.subarray(ivBytes + tagBytes));
  try {
    decipher.final(); // of this mode it gives no bytes, it only checks the tag
    return plain;
  } catch {
    plain.fill(0);
    return undefined;
  }
}
