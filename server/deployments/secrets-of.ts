import { z } from 'zod';
import { seal, unseal } from '#server/secrets/seal.ts';

const secrets = z.record(z.string(), z.string());

/** What a deployment needs and no row may show, bound to its id. Null where there is nothing. */
export function sealSecrets(id: string, values: Record<string, string>): Uint8Array<ArrayBuffer> | null {
  return Object.keys(values).length === 0 ? null : seal(JSON.stringify(values), id);
}

export function unsealSecrets(id: string, sealed: Uint8Array | null): Record<string, string> {
  return sealed ? secrets.parse(JSON.parse(unseal(sealed, id))) : {};
}
