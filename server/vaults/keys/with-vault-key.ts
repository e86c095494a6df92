import { timingSafeEqual } from 'node:crypto';
import { limits } from '#server/auth/limits.ts';
import { forgetAttempts, refuseTooMany } from '#server/auth/take-attempt.ts';
import type { Db } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { wrapperNamed } from './choose-wrapper.ts';
import { keyFingerprint } from './key-fingerprint.ts';
import { kdf, unwrapWithPassphrase } from './passphrase.ts';
import { wipe } from './wipe.ts';

/** `passphrase`: of a vault that only its customer can open. */
export type KeyRequest = { vaultId: string; passphrase?: string | undefined };

/**
 * Unwraps a vault's key, hands it to `use` and wipes it whatever comes of that: nobody may keep the buffer. Throws
 * `refused` for a wrong passphrase (counted, then `rate-limited`), `wrong-state` where a passphrase is missing or
 * the key is gone, `unavailable` where the KMS cannot be asked.
 */
export async function withVaultKey<Result>(
  db: Db,
  request: KeyRequest,
  use: (key: Buffer) => Promise<Result>,
): Promise<Result> {
  const key = await unwrapKey(db, request);
  try {
    return await use(key);
  } finally {
    wipe(key);
  }
}

type Row = Awaited<ReturnType<typeof load>>;

async function unwrapKey(db: Db, request: KeyRequest): Promise<Buffer> {
  const row = await load(db, request.vaultId);
  const key = row.wrapper === 'passphrase' ? await byPassphrase(db, row, request) : await byProvider(db, row);
  if (isNamed(key, row.vault.keyFingerprint)) return key;
  wipe(key);
  throw new AppError('internal', 'vault-key-mismatch', { name: row.vault.name });
}

async function load(db: Db, vaultId: string) {
  const vault = await db.vault.findUnique({
    where: { id: vaultId },
    select: { name: true, keyFingerprint: true, key: true },
  });
  if (!vault) throw new AppError('not-found', 'not-found');
  if (!vault.key) throw new AppError('wrong-state', 'vault-key-gone', { name: vault.name });
  return { ...vault.key, vault };
}

async function byProvider(db: Db, row: Row): Promise<Buffer> {
  try {
    return await wrapperNamed(row.wrapper).unwrap(row.vaultId, row);
  } catch (error) {
    // A rotation of keys may have wrapped it anew since the row was read, and retired the former key.
    const again = await load(db, row.vaultId);
    const isSame = again.wrapper === row.wrapper && again.wrapperVersion === row.wrapperVersion;
    if (isSame || again.wrapper === 'passphrase') throw error;
    return wrapperNamed(again.wrapper).unwrap(again.vaultId, again);
  }
}

async function byPassphrase(db: Db, row: Row, { vaultId, passphrase }: KeyRequest): Promise<Buffer> {
  if (!passphrase) {
    throw new AppError('wrong-state', 'vault-passphrase-missing', {}, { field: 'passphrase' });
  }
  // Counted before it is tried, so that a hundred at once count as a hundred.
  await refuseTooMany(db, limits.vaultPassphrase, vaultId);
  const stored = { ciphertext: row.ciphertext, salt: row.salt ?? new Uint8Array(), kdf: kdf.parse(row.kdf) };
  const key = await unwrapWithPassphrase(vaultId, stored, passphrase);
  if (!key) {
    const params = { name: row.vault.name };
    throw new AppError('refused', 'vault-passphrase-wrong', params, { field: 'passphrase' });
  }
  await forgetAttempts(db, limits.vaultPassphrase, vaultId);
  return key;
}

function isNamed(key: Buffer, fingerprint: string | null): boolean {
  const found = Buffer.from(keyFingerprint(key));
  const wanted = Buffer.from(fingerprint ?? '');
  return found.length === wanted.length && timingSafeEqual(found, wanted);
}
