import { createHash } from 'node:crypto';

/**
 * Names a key and tells nothing of it. The inner hash has a domain of its own, so that no other use of SHA-256 over
 * the same key gives these bytes; the outer one keeps the inner from being written anywhere.
 */
export function keyFingerprint(key: Uint8Array): string {
  const inner = createHash('sha256').update('berth vault key\0').update(key).digest();
  return createHash('sha256').update('berth vault key fingerprint\0').update(inner).digest('hex');
}

/** As people compare it: `3f2a-91bc-04de-7781`. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, 16).replace(/.{4}(?=.)/g, '$&-');
}
