import { type Db, Prisma, type Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import type { VaultKeyMode } from '../schema.ts';
import { chooseWrapper } from './choose-wrapper.ts';
import type { WrappedKey } from './key-wrapper.ts';
import { type PassphraseKey, wrapWithPassphrase } from './passphrase.ts';
import { type KeyRequest, withVaultKey } from './with-vault-key.ts';

/** In the transaction that changes the key: the caller's history and audit are written in it. */
type Also = (tx: Tx) => Promise<void>;

/**
 * From now on this passphrase alone opens the vault. The key stays the same one, wrapped anew: no byte of the disk
 * changes, so it takes a second whatever its size. `request.passphrase` is the present one, where there is one.
 * What the provider could open it with is overwritten here; former backups of the panel still hold it.
 */
export async function setVaultPassphrase(
  db: Db,
  request: KeyRequest,
  next: string,
  also: Also = nothing,
): Promise<void> {
  await rewrap(db, request, (key) => wrapWithPassphrase(request.vaultId, key, next), 'passphrase', also);
}

/** From now on the provider's key opens it, and no passphrase is needed. */
export async function removeVaultPassphrase(
  db: Db,
  request: KeyRequest,
  also: Also = nothing,
): Promise<void> {
  await rewrap(db, request, (key) => chooseWrapper().wrap(request.vaultId, key), 'provider', also);
}

async function nothing(): Promise<void> {}

async function rewrap(
  db: Db,
  request: KeyRequest,
  wrap: (key: Buffer) => Promise<WrappedKey | PassphraseKey>,
  keyMode: VaultKeyMode,
  also: Also,
): Promise<void> {
  const { vaultId: id } = request;
  const before = await db.vaultKey.findUnique({ where: { vaultId: id }, select: { ciphertext: true } });
  const wrapped = await withVaultKey(db, request, wrap);
  await db.$transaction(async (tx) => {
    const { count } = await tx.vaultKey.updateMany({
      // Of two changes at once only one happens; a key that was destroyed meanwhile does not come back.
      where: { vaultId: id, ciphertext: before?.ciphertext ?? new Uint8Array() },
      data: { salt: null, kdf: Prisma.DbNull, ...wrapped, wrappedAt: new Date() },
    });
    if (count === 0) throw new AppError('conflict', 'vault-key-changed');
    await tx.vault.update({ where: { id }, data: { keyMode } });
    await also(tx);
  });
}
