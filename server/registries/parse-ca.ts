import { X509Certificate } from 'node:crypto';
import { AppError } from '#server/errors.ts';
import { type CaCertificate, maxCaCertificates } from './schema.ts';

const field = 'caPem';
const block = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Checks a bundle by reading each certificate and gives it back with nothing between them. Throws `invalid` with the
 * field `caPem` for a private key, for what is no certificate and for one that has expired.
 */
export function parseCa(text: string, now: Date): string {
  if (/PRIVATE KEY-----/.test(text)) throw refuse('registry-ca-private');
  const blocks = text.match(block) ?? [];
  const between = text.replaceAll(block, '');
  if (blocks.length === 0 || /-----(BEGIN|END)/.test(between)) throw refuse('registry-ca-invalid');
  if (blocks.length > maxCaCertificates) throw refuse('registry-ca-many', { limit: maxCaCertificates });
  return blocks.map((pem) => checked(pem, now)).join('');
}

/** What is shown of certificates that `parseCa` let through. */
export function readCa(pem: string): CaCertificate[] {
  return (pem.match(block) ?? []).map((one) => toFacts(new X509Certificate(one)));
}

function checked(pem: string, now: Date): string {
  const certificate = read(pem);
  const until = new Date(certificate.validTo);
  if (until < now) {
    const params = { subject: nameOf(certificate.subject), date: until.toISOString().slice(0, 10) };
    throw refuse('registry-ca-expired', params);
  }
  return certificate.toString();
}

function read(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw refuse('registry-ca-invalid', {}, cause);
  }
}

function toFacts(certificate: X509Certificate): CaCertificate {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    fingerprint: certificate.fingerprint256,
    validFrom: new Date(certificate.validFrom).toISOString(),
    validTo: new Date(certificate.validTo).toISOString(),
    isAuthority: certificate.ca,
  };
}

/** `C=DE\nO=Example\nCN=Example CA` → `Example CA, Example, DE`: the most telling first, without what hides. */
function nameOf(distinguishedName: string): string {
  const values = distinguishedName.split('\n').map((line) => line.slice(line.indexOf('=') + 1));
  const text = values
    .reverse()
    .join(', ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '');
  return text.slice(0, 300) || '?';
}

function refuse(
  reason: 'registry-ca-private' | 'registry-ca-invalid' | 'registry-ca-many' | 'registry-ca-expired',
  params: Record<string, string | number> = {},
  cause?: unknown,
): AppError {
  return new AppError('invalid', reason, params, { field, cause });
}
