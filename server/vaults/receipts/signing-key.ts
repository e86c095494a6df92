import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';

export type SigningKey = { privateKey: KeyObject; publicKey: string; publicKeyId: string };

/**
 * What signs receipts, made before the first one. Whoever has the public half can check, and sign nothing. Throws
 * `receipts-key-gone` where there are receipts and the key is lost: another one in silence would be nobody's known key.
 */
export async function readySigningKey(
  db: Pick<Tx, 'shredReceipt'>,
  file = signingKeyFile(),
): Promise<SigningKey> {
  if (!existsSync(/* turbopackIgnore: true */ file)) {
    const last = await db.shredReceipt.findFirst({ select: { id: true } });
    if (last) throw new AppError('internal', 'receipts-key-gone', {}, { forOperators: file });
    make(file);
  }
  const privateKey = parse(file);
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString();
  return { privateKey, publicKey, publicKeyId: publicKeyId(publicKey) };
}

/** The first half of the hash of the key as DER, as people compare it. */
export function publicKeyId(pem: string): string {
  const der = createPublicKey(pem).export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 32);
}

function signingKeyFile(): string {
  const { BERTH_RECEIPTS_KEY_FILE, BERTH_MASTER_KEY_FILE } = env();
  return BERTH_RECEIPTS_KEY_FILE ?? join(dirname(BERTH_MASTER_KEY_FILE), 'receipts.key');
}

/** Linked to its name when it is whole: of two that make it at once, one is there first and both use that one. */
function make(file: string): void {
  const part = `${file}.${process.pid}.part`;
  rmSync(part, { force: true });
  const handle = openSync(part, 'wx', 0o600);
  try {
    const { privateKey } = generateKeyPairSync('ed25519');
    writeSync(handle, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    fsyncSync(handle);
    linkSync(part, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    closeSync(handle);
    rmSync(part, { force: true });
  }
}

function parse(file: string): KeyObject {
  const text = readFileSync(file);
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(text);
  } catch {
    // Told below, without a piece of the file.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new Error(`${file} is no Ed25519 key: put it back from your backup.`);
}
