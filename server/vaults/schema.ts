import { z } from 'zod';
import { lockFailureView } from './lock-failure-schema.ts';

export const vaultStates = [
  'creating',
  'open',
  'closing',
  'locked',
  'opening',
  'shredding',
  'shredded',
  'broken',
] as const;
export type VaultState = (typeof vaultStates)[number];

/** How the blocks are encrypted: dm-crypt on ordinary nodes, ext4's own encryption where the kernel has no dm-crypt. */
export const vaultProviders = ['luks', 'fscrypt'] as const;
export type VaultProvider = (typeof vaultProviders)[number];

/** Who can open it: the provider at any time, or nobody without the customer's passphrase. */
export const vaultKeyModes = ['provider', 'passphrase'] as const;
export type VaultKeyMode = (typeof vaultKeyModes)[number];

export const vaultEventKinds = [
  'created',
  'opened',
  'locked',
  'grown',
  'key-rewrapped',
  'passphrase-set',
  'passphrase-changed',
  'passphrase-removed',
  'passphrase-refused',
  'moved-in',
  'moved-out',
  'disk-left',
  'broke',
  'mended',
  'shred-planned',
  'shred-taken-back',
  'shred-delayed',
  'shredded',
] as const;
export type VaultEventKind = (typeof vaultEventKinds)[number];

/** What we note in a history of our own accord; a screen says it in the reader's language. Nodes have their own words. */
export const vaultNotes = {
  idle: 'nothing in it runs',
  restarted: 'its node was restarted',
  waiting: 'its node was restarted: instances wait for the passphrase',
  gone: 'it is not on its node any more',
  ending: 'its account ends',
  staying: 'its account stays',
  delayed: 'it could not be completed: its job says why, and your provider sees more of it',
} as const;

const gib = 1024 ** 3;
export const maxVaultBytes = 8 * 1024 * gib;
export const vaultSizeBytes = z.coerce
  .number('vault-size-invalid')
  .int('vault-size-invalid')
  .min(gib, 'vault-size-invalid')
  .max(maxVaultBytes, 'vault-size-invalid')
  .multipleOf(1024 ** 2, 'vault-size-invalid');

/** Shown to people only; the engine and the node know a vault by its id. */
export const vaultName = z
  .string()
  .trim()
  .regex(/^[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/, 'vault-name-invalid');

/** Long enough to be a sentence, short enough that hashing it is no burden. */
export const newPassphrase = z
  .string()
  .min(12, 'passphrase-too-short')
  .max(1000, 'passphrase-too-long')
  .describe('Stored nowhere. Whoever forgets it loses what is in the vault');
/** A present one: whatever was once accepted can be tried. */
export const passphrase = z.string().min(1, 'vault-passphrase-missing').max(1000, 'passphrase-too-long');

export const createVaultInput = z.object({
  tenant: z.string().max(64).describe('The slug of the tenant'),
  nodeId: z.uuid(),
  name: vaultName,
  sizeBytes: vaultSizeBytes,
  instanceId: z.uuid().optional().describe('For this instance alone'),
  passphrase: newPassphrase.optional(),
});
export type CreateVaultInput = z.infer<typeof createVaultInput>;

export const vaultIdInput = z.object({ id: z.uuid() });
export const openVaultInput = z.object({ id: z.uuid(), passphrase: passphrase.optional() });
export const growVaultInput = z.object({
  id: z.uuid(),
  sizeBytes: vaultSizeBytes,
  passphrase: passphrase
    .optional()
    .describe('Where only that opens it: while it is locked, and always with LUKS'),
});
export const setPassphraseInput = z.object({ id: z.uuid(), passphrase: newPassphrase });
export const changePassphraseInput = z.object({
  id: z.uuid(),
  passphrase: passphrase,
  newPassphrase: newPassphrase,
});
export const removePassphraseInput = z.object({ id: z.uuid(), passphrase: passphrase });
export const shredVaultInput = z.object({
  id: z.uuid(),
  confirmName: z.string().max(100).describe("The vault's name, typed by a person"),
});

export const panicLockInput = z.object({
  nodeId: z.uuid(),
  confirmName: z.string().max(100).describe("The node's name, typed by a person"),
});

/** Days between the wish to end a vault and its end; 0: at once. */
export const vaultGraceDays = z.coerce
  .number('vault-grace-invalid')
  .int('vault-grace-invalid')
  .min(0, 'vault-grace-invalid')
  .max(90, 'vault-grace-invalid');

/** What a verb that starts a job answers. */
export const vaultJobStarted = z.object({ vaultId: z.uuid(), jobId: z.uuid() });
export type VaultJobStarted = z.infer<typeof vaultJobStarted>;

/** Where vaults can be made, and why not elsewhere. `reasonKey` with `params` is a key of the error messages. */
export type VaultOffer = {
  nodes: {
    id: string;
    name: string;
    isSupported: boolean;
    provider: VaultProvider | null;
    reason: string | null;
    reasonKey: string | null;
    params: Record<string, string>;
  }[];
};

/** Of a tenant's vaults together: what they may take, how much of that is left, and what those take that are empty. */
export type VaultRoom = { limitBytes: number; leftBytes: number; emptyBytes: number };

const ref = z.object({ id: z.uuid(), name: z.string() });
const time = z.iso.datetime();

export const vaultView = z.object({
  id: z.uuid(),
  name: z.string(),
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), state: z.string() }),
  node: ref,
  provider: z.enum(vaultProviders),
  isDedicated: z.boolean(),
  sizeBytes: z.number().int(),
  state: z.enum(vaultStates),
  stateReason: z.string().nullable(),
  keyMode: z.enum(vaultKeyModes),
  keyFingerprint: z.string().nullable().describe('Names the key and tells nothing of it'),
  instances: z.array(ref.extend({ state: z.string() })),
  leftDisks: z
    .array(z.string())
    .describe('Names of what was deleted while the vault could not be opened: their disks are still in it'),
  job: z.object({ id: z.uuid(), kind: z.string(), state: z.string() }).nullable(),
  createdAt: time,
  openedAt: time.nullable(),
  lockedAt: time.nullable(),
  lockFailure: lockFailureView.nullable().describe('Nothing in it runs, and it could not be locked yet'),
  heldUntil: time
    .nullable()
    .describe('A person opened it: so long it waits for something to be started in it'),
  shredAfter: time.nullable().describe('Until then its end can be taken back'),
  shredBegunAt: time.nullable().describe('From then on it cannot, whatever came of it'),
  endsWithTenant: z.boolean().describe('It ends because its tenant does, and stays when that stays'),
});
export type VaultView = z.infer<typeof vaultView>;

export const vaultEventView = z.object({
  id: z.uuid(),
  at: time,
  what: z.enum(vaultEventKinds),
  actor: z.object({ kind: z.string(), name: z.string().nullable().describe('null: the provider') }),
  jobId: z.uuid().nullable(),
  instance: z.string().nullable().describe('The name that it had then'),
  note: z.string().nullable(),
});
export type VaultEventView = z.infer<typeof vaultEventView>;
export const vaultEventPage = z.object({
  items: z.array(vaultEventView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type VaultEventPage = z.infer<typeof vaultEventPage>;
