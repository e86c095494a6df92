import { createHmac } from 'node:crypto';
import { decrypt, encrypt } from './aead.ts';
import { currentKey, fingerprintKey, type MasterKeys, withMasterKeys } from './master-keys.ts';

/** Under the installation's present master key, bound to `about`, for example a job's id. */
export function seal(plain: string, about: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(plain);
  try {
    return withMasterKeys((keys) => encrypt(currentKey(keys).bytes, bytes, about));
  } finally {
    bytes.fill(0);
  }
}

/** Throws when no key of the installation, the bytes or `about` is what it was sealed with. */
export function unseal(sealed: Uint8Array, about: string): string {
  const found = withMasterKeys((keys) => openSealed(keys, sealed, about));
  if (!found)
    throw new Error(`What was sealed about ${about} does not open: another master key, or changed.`);
  try {
    return found.plain.toString('utf8');
  } finally {
    found.plain.fill(0);
  }
}

/**
 * The same bytes under the present key; `unchanged` when they are already, `unreadable` when no key opens them.
 * A ciphertext does not say which key it is under: while keys are rotated there are two to try.
 */
export function reseal(
  sealed: Uint8Array,
  about: string,
): Uint8Array<ArrayBuffer> | 'unchanged' | 'unreadable' {
  return withMasterKeys((keys) => {
    const found = openSealed(keys, sealed, about);
    if (!found) return 'unreadable';
    const isCurrent = found.keyId === keys.current;
    const next = isCurrent ? 'unchanged' : encrypt(currentKey(keys).bytes, found.plain, about);
    found.plain.fill(0);
    return next;
  });
}

/**
 * Tells whether two texts are the same; without the master key nobody can try out what the text may have been.
 * First the fingerprint to write, then those that it has under former keys, which may stand in rows of before.
 */
export function fingerprints(text: string): [string, ...string[]] {
  return withMasterKeys((keys) => fingerprintsWith(keys, text));
}

function fingerprintsWith(keys: MasterKeys, text: string): [string, ...string[]] {
  const fingerprint = (key: Buffer) => createHmac('sha256', key).update(text).digest('base64url');
  const former = [...keys.keys]
    .filter(([id]) => id !== keys.current)
    .map(([, bytes]) => fingerprintKey(bytes));
  const first = keys.keys.get('1');
  return [
    fingerprint(fingerprintKey(currentKey(keys).bytes)),
    ...[...former, ...keys.formerFingerprintKeys].map(fingerprint),
    // Before keys could be rotated, the first one itself was used.
    ...(first ? [fingerprint(first)] : []),
  ];
}

function openSealed(
  { keys, current }: MasterKeys,
  sealed: Uint8Array,
  about: string,
): { keyId: string; plain: Buffer } | undefined {
  const ids = [current, ...[...keys.keys()].filter((id) => id !== current)];
  for (const keyId of ids) {
    const key = keys.get(keyId);
    const plain = key && decrypt(key, sealed, about);
    if (plain) return { keyId, plain };
  }
  return undefined;
}
