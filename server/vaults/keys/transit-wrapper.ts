import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { callTransit, type KmsSettings } from './call-transit.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { vaultKeyBytes } from './new-vault-key.ts';

const encrypted = z.object({ ciphertext: z.string().regex(/^vault:v\d+:/) });
const decrypted = z.object({ plaintext: z.base64() });

/**
 * By the transit engine of a Vault server: its key never leaves it, and each use stands in its audit log. What is
 * sent and received passes through strings of this process for a moment; strings cannot be wiped.
 */
export function transitWrapper(settings: KmsSettings): KeyWrapper {
  return {
    name: 'vault-transit',
    async wrap(vaultId, key) {
      const body = { plaintext: key.toString('base64'), associated_data: associatedData(vaultId) };
      const { ciphertext } = parse(encrypted, await callTransit(settings, 'encrypt', body), settings);
      const wrapperVersion = ciphertext.split(':')[1] ?? '';
      return {
        wrapper: 'vault-transit',
        wrapperVersion,
        ciphertext: new Uint8Array(Buffer.from(ciphertext)),
      };
    },
    async unwrap(vaultId, { ciphertext }) {
      const body = {
        ciphertext: Buffer.from(ciphertext).toString('utf8'),
        associated_data: associatedData(vaultId),
      };
      const { plaintext } = parse(decrypted, await callTransit(settings, 'decrypt', body), settings);
      const key = Buffer.from(plaintext, 'base64');
      if (key.length === vaultKeyBytes) return key;
      throw new AppError('unavailable', 'kms-answer-unreadable', { url: settings.url });
    },
  };
}

function associatedData(vaultId: string): string {
  return Buffer.from(`vault-key:${vaultId}`).toString('base64');
}

/** Without the parser's own words, which could show what was received. */
function parse<Shape>(schema: z.ZodType<Shape>, data: unknown, { url }: KmsSettings): Shape {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new AppError('unavailable', 'kms-answer-unreadable', { url });
}
