import { AppError } from '#server/errors.ts';
import { decrypt, encrypt } from '#server/secrets/aead.ts';
import { currentKey, withMasterKeys } from '#server/secrets/master-keys.ts';
import type { KeyWrapper } from './key-wrapper.ts';

/** Under the installation's master key, AES-256-GCM with the vault's id as associated data. */
export const masterFileWrapper: KeyWrapper = {
  name: 'master-file',
  async wrap(vaultId, key) {
    return withMasterKeys((keys) => {
      const { id, bytes } = currentKey(keys);
      return { wrapper: 'master-file', wrapperVersion: id, ciphertext: encrypt(bytes, key, about(vaultId)) };
    });
  },
  async unwrap(vaultId, { wrapperVersion, ciphertext }) {
    const key = withMasterKeys(({ keys }) => {
      const master = keys.get(wrapperVersion);
      return master && decrypt(master, ciphertext, about(vaultId));
    });
    if (!key)
      throw new AppError('internal', 'vault-key-unreadable', { name: vaultId, version: wrapperVersion });
    return key;
  },
};

/** The word before the id keeps it apart from what else is sealed about an id under the same key. */
function about(vaultId: string): string {
  return `vault-key:${vaultId}`;
}
