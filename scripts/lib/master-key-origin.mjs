import { createHash } from 'node:crypto';

/**
 * Which installation's key file this is: the hash of its first key, which a rotated file carries on
 * (server/secrets/master-keys.ts). Undefined for what is neither.
 */
export function masterKeyOrigin(bytes) {
  if (bytes.length === 32) return createHash('sha256').update(bytes).digest('hex');
  try {
    const { berth, origin } = JSON.parse(bytes.toString('utf8'));
    return berth === 'master-keys' && typeof origin === 'string' ? origin : undefined;
  } catch {
    return undefined;
  }
}
