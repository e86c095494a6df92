import { z } from 'zod';
import { vaultKeyModes, vaultProviders } from '../schema.ts';

const time = z.iso.datetime();

/** What was done, in words that a program can read: which of these the node said it did. */
export const shredMethods = [
  'key-slots-erased',
  'header-overwritten',
  'policy-removed',
  'blocks-discarded',
  'file-deleted',
  'wrapped-key-deleted',
] as const;
export type ShredMethod = (typeof shredMethods)[number];

/** The facts that a receipt states. Everything in it stays readable when vault, tenant and node are long gone. */
export const shredFacts = z.object({
  vault: z.object({
    id: z.uuid(),
    name: z.string(),
    provider: z.enum(vaultProviders),
    sizeBytes: z.number().int(),
    isDedicated: z.boolean(),
    createdAt: time,
  }),
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  node: z.string(),
  key: z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/), mode: z.enum(vaultKeyModes) }),
  shred: z.object({
    at: time,
    by: z.object({ kind: z.string(), name: z.string() }),
    methods: z.array(z.enum(shredMethods)).min(1),
    /** The old key was tried after it: what the node answered, or why it could not be tried. */
    verification: z.object({ oldKeyOpens: z.boolean().nullable(), at: time, words: z.string() }),
  }),
});
export type ShredFacts = z.infer<typeof shredFacts>;

/** A receipt is its customer's: to them whoever of the provider asked for the end is the provider. */
export const nameOfProvider = 'the provider';

/** As it is signed. */
export const shredReceipt = shredFacts.extend({
  format: z.literal('berth-shred-receipt/1'),
  publicKeyId: z.string(),
});
export type ShredReceiptText = z.infer<typeof shredReceipt>;
