import { z } from 'zod';

const mib = 1024 ** 2;

export const vaultProviders = ['luks', 'fscrypt'] as const;
export type VaultProvider = (typeof vaultProviders)[number];

/** The bounds of a vault, the same as in the helper: 256 MiB to 8 TiB in whole MiB. */
export const vaultSizeBytes = z
  .int()
  .min(256 * mib)
  .max(8 * 1024 ** 4)
  .multipleOf(mib);

const vaultId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'not a UUID in lower case');
const provider = z.enum(vaultProviders);

/**
 * All that a node can be asked for, with the arguments of each and whether a key goes with it on standard input.
 * The helper (`node-helper/berth-node`) has the same table and trusts nobody's word for it.
 */
export const verbs = {
  probe: { args: z.tuple([]), key: 'none' },
  'kernel-status': { args: z.tuple([]), key: 'none' },
  'vault-create': { args: z.tuple([vaultId, provider, vaultSizeBytes]), key: 'needed' },
  'vault-open': { args: z.tuple([vaultId]), key: 'needed' },
  'vault-close': { args: z.tuple([vaultId]), key: 'none' },
  'vault-name-pool': { args: z.tuple([vaultId]), key: 'none' },
  'vault-status': { args: z.tuple([vaultId]), key: 'none' },
  'vault-list': { args: z.tuple([]), key: 'none' },
  'vault-grow': { args: z.tuple([vaultId, vaultSizeBytes]), key: 'allowed' },
  'vault-shred': { args: z.tuple([vaultId]), key: 'allowed' },
  'vault-test-key': { args: z.tuple([vaultId]), key: 'needed' },
  'vault-save-header': { args: z.tuple([vaultId]), key: 'none' },
} as const satisfies Record<string, { args: z.ZodType; key: 'none' | 'needed' | 'allowed' }>;

export type Verb = keyof typeof verbs;
export type VerbArgs<V extends Verb> = z.input<(typeof verbs)[V]['args']>;
