import { createHash } from 'node:crypto';
import { AppError } from '#server/errors.ts';
import { wireReader } from './wire-reader.ts';

export type PublicKey = {
  type: string;
  /** One line again: type, base64, comment. */
  line: string;
  comment: string;
  fingerprint: string;
};

const minRsaBits = 2048;
const field = 'publicKey';

/**
 * Reads one line of an OpenSSH public key file and checks the blob itself, not only its looks: a key
 * that sshd would pass over in silence must be refused here. Throws `invalid` with the field `publicKey`.
 */
export function parsePublicKey(text: string): PublicKey {
  const trimmed = text.trim();
  if (/PRIVATE KEY|^PuTTY-User-Key-File/m.test(trimmed)) throw refuse('ssh-key-private');
  const lines = trimmed.split(/[\r\n]+/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (lines.length > 1) throw refuse('ssh-key-many-lines');
  const [type = '', body = '', ...words] = (lines[0] ?? '').trim().split(/\s+/);
  const check = checks.get(type);
  if (!check) throw isKeyType(type) ? refuse('ssh-key-type', { type }) : refuse('ssh-key-invalid');
  const blob = decode(body);
  checkBlob(blob, type, check);
  const comment = words
    .join(' ')
    .replaceAll(/[^\x20-\x7e\u00a0-\uffff]/g, '')
    .slice(0, 200);
  return {
    type,
    comment,
    line: comment ? `${type} ${body} ${comment}` : `${type} ${body}`,
    fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
  };
}

function isKeyType(type: string): boolean {
  return /^(ssh|ecdsa|sk)-[a-z0-9@.-]{1,60}$/.test(type);
}

function refuse(
  reason: 'ssh-key-private' | 'ssh-key-many-lines' | 'ssh-key-type' | 'ssh-key-invalid' | 'ssh-key-weak',
  params: Record<string, string | number> = {},
): AppError {
  return new AppError('invalid', reason, params, { field });
}

function decode(body: string): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(body)) throw refuse('ssh-key-invalid');
  return Buffer.from(body, 'base64');
}

function checkBlob(blob: Buffer, type: string, check: Check): void {
  const reader = wireReader(blob);
  const isWhole = reader.text() === type && check(reader) && reader.isAtEnd();
  if (!isWhole) throw refuse('ssh-key-invalid');
}

type Check = (reader: ReturnType<typeof wireReader>) => boolean;

// The shapes of the blobs: RFC 4253 §6.6 (rsa), RFC 5656 §3.1 (ecdsa), RFC 8709 §4 (ed25519), OpenSSH PROTOCOL.u2f (sk-).
const checks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['ssh-ed25519', (reader) => reader.bytes()?.length === 32],
  ['ssh-rsa', (reader) => isRsa(reader)],
  ['ecdsa-sha2-nistp256', (reader) => isCurve(reader, 'nistp256', 65)],
  ['ecdsa-sha2-nistp384', (reader) => isCurve(reader, 'nistp384', 97)],
  ['ecdsa-sha2-nistp521', (reader) => isCurve(reader, 'nistp521', 133)],
  ['sk-ssh-ed25519@openssh.com', (reader) => reader.bytes()?.length === 32 && Boolean(reader.text())],
  [
    'sk-ecdsa-sha2-nistp256@openssh.com',
    (reader) => isCurve(reader, 'nistp256', 65) && Boolean(reader.text()),
  ],
]);

function isRsa(reader: ReturnType<typeof wireReader>): boolean {
  const exponent = reader.bytes();
  const modulus = reader.bytes();
  if (!exponent?.length || !modulus?.length) return false;
  const bits = bitLength(modulus);
  if (bits < minRsaBits) throw refuse('ssh-key-weak', { bits });
  return true;
}

function isCurve(reader: ReturnType<typeof wireReader>, curve: string, pointBytes: number): boolean {
  if (reader.text() !== curve) return false;
  const point = reader.bytes();
  // 4: an uncompressed point, the only form that OpenSSH takes.
  return point?.length === pointBytes && point[0] === 4;
}

function bitLength(number: Buffer): number {
  const hex = number.toString('hex').replace(/^0+/, '');
  return hex === '' ? 0 : (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex.charAt(0), 16)));
}
