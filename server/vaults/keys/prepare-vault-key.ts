import type { Prisma } from '#server/db.ts';
import type { VaultKeyMode } from '../schema.ts';
import { chooseWrapper } from './choose-wrapper.ts';
import { keyFingerprint } from './key-fingerprint.ts';
import { newVaultKey } from './new-vault-key.ts';
import { wrapWithPassphrase } from './passphrase.ts';
import { wipe } from './wipe.ts';

/** What `tx.vault.create` takes: `{...rest, keyMode, keyFingerprint, key: {create: key}}`. */
export type PreparedKey = {
  keyMode: VaultKeyMode;
  keyFingerprint: string;
  key: Prisma.VaultKeyUncheckedCreateWithoutVaultInput;
};

/**
 * A new key for a vault that will have this id, wrapped already: the key itself is gone when this ends, and
 * `withVaultKey` brings it back for the making of the disk. Called before the transaction that makes the row, for
 * wrapping may ask a KMS or take a second.
 */
export async function prepareVaultKey(
  vaultId: string,
  { passphrase }: { passphrase?: string | undefined } = {},
): Promise<PreparedKey> {
  const key = newVaultKey();
  try {
    const fingerprint = keyFingerprint(key);
    if (passphrase !== undefined) {
      const wrapped = await wrapWithPassphrase(vaultId, key, passphrase);
      return { keyMode: 'passphrase', keyFingerprint: fingerprint, key: wrapped };
    }
    const wrapped = await chooseWrapper().wrap(vaultId, key);
    return { keyMode: 'provider', keyFingerprint: fingerprint, key: wrapped };
  } finally {
    wipe(key);
  }
}
