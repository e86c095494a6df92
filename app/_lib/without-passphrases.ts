const pairs = /"(passphrase|newPassphrase|targetPassphrase|password)"\s*:\s*"(?:[^"\\]|\\.)*"/g;

/**
 * A body as an idempotency key remembers it, without what opens a vault or a registry: whoever had the key of such fingerprints
 * could try guesses against one much faster than the vault lets anybody.
 */
export function withoutPassphrases(body: string): string {
  return body.replace(pairs, '"$1":""');
}
