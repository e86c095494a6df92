import { randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { decrypt, encrypt } from '#server/secrets/aead.ts';
import type { WrappedKey } from './key-wrapper.ts';
import { wipe } from './wipe.ts';

export type PassphraseKey = WrappedKey & { salt: Uint8Array<ArrayBuffer>; kdf: Kdf };

/** Bounded, so that a changed row cannot make us take all memory. */
export const kdf = z.object({
  name: z.literal('argon2id'),
  memoryKib: z.number().int().min(8192).max(1_048_576),
  passes: z.number().int().min(1).max(16),
  lanes: z.number().int().min(1).max(16),
});
export type Kdf = z.infer<typeof kdf>;

/** RFC 9106, section 4, the second recommended option (64 MiB), for machines that do other work too. */
const present: Kdf = { name: 'argon2id', memoryKib: 65_536, passes: 3, lanes: 4 };
const saltBytes = 16;

/** The wrapping key comes of the passphrase alone: no key of ours is in it, and none of ours opens it. */
export async function wrapWithPassphrase(
  vaultId: string,
  key: Buffer,
  passphrase: string,
): Promise<PassphraseKey> {
  const salt = new Uint8Array(randomBytes(saltBytes));
  const wrapping = await derive(passphrase, salt, present);
  try {
    const ciphertext = encrypt(wrapping, key, about(vaultId));
    return { wrapper: 'passphrase', wrapperVersion: '1', ciphertext, salt, kdf: present };
  } finally {
    wipe(wrapping);
  }
}

/** Undefined when it is another passphrase. The buffer is the caller's to wipe. */
export async function unwrapWithPassphrase(
  vaultId: string,
  wrapped: Pick<PassphraseKey, 'ciphertext' | 'salt' | 'kdf'>,
  passphrase: string,
): Promise<Buffer | undefined> {
  const wrapping = await derive(passphrase, wrapped.salt, wrapped.kdf);
  try {
    return decrypt(wrapping, wrapped.ciphertext, about(vaultId));
  } finally {
    wipe(wrapping);
  }
}

async function derive(
  passphrase: string,
  salt: Uint8Array,
  { memoryKib, passes, lanes }: Kdf,
): Promise<Buffer> {
  // The same letters typed on another keyboard or system may come as other code points.
  const bytes = Buffer.from(passphrase.normalize('NFKC'));
  try {
    // The library's default is argon2id, version 1.3.
    return await hashRaw(bytes, {
      salt,
      memoryCost: memoryKib,
      timeCost: passes,
      parallelism: lanes,
      outputLen: 32,
    });
  } finally {
    wipe(bytes);
  }
}

function about(vaultId: string): string {
  return `vault-passphrase:${vaultId}`;
}
