import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits: the cookie or bearer token itself, known to its holder only. */
export function newToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** What the database keeps of a token. It has full entropy, so a plain SHA-256 is enough. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
