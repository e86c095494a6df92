import { z } from 'zod';
import { workloadView } from '#server/deployments/workload-schema.ts';
import { passphrase, vaultKeyModes, vaultStates } from '#server/vaults/schema.ts';
import { whyFields } from '#server/why/schema.ts';
import { instanceKinds } from './kinds/schema.ts';

/** As last observed on the engine; what is being done to it is its live job. */
export const instanceStates = ['creating', 'running', 'stopped', 'frozen', 'failed', 'lost'] as const;
export type InstanceState = (typeof instanceStates)[number];

const gib = 1024 ** 3;
const mib = 1024 ** 2;

/** The engine's rule for instance names, which is that of host names (Incus, "Instance names"). */
export const instanceName = z
  .string()
  .trim()
  .regex(/^[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/, 'instance-name-invalid');

const whole = (reason: string, min: number, max = Number.MAX_SAFE_INTEGER) =>
  z.coerce.number(reason).int(reason).min(min, reason).max(max, reason);
export const vcpus = whole('vcpus-invalid', 1, 64);
export const memoryBytes = whole('memory-invalid', 128 * mib);
export const diskBytes = whole('disk-invalid', gib);
const tenantSlug = z.string().max(64).describe('The slug of the tenant');
export const userData = z.string().max(65_536, 'user-data-too-large');

export const vaultChoices = ['none', 'shared', 'dedicated'] as const;
export type VaultChoice = (typeof vaultChoices)[number];

/** A plan, or a size of one's own where the tenant may choose one. */
const size = z.object({
  planId: z.uuid().optional(),
  vcpus: vcpus.optional(),
  memoryBytes: memoryBytes.optional(),
  diskBytes: diskBytes.optional(),
});
const hasSize = (input: z.infer<typeof size>) =>
  Boolean(input.planId) || Boolean(input.vcpus && input.memoryBytes && input.diskBytes);

const sizeMissing = { path: ['planId'], message: 'plan-gone' };

export const createInstanceInput = z
  .object({
    tenant: tenantSlug,
    kind: z.enum(instanceKinds).default('light-vm'),
    name: instanceName,
    imageId: z.uuid().optional().describe('For kinds whose disk is filled from an image'),
    settings: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('What only its kind takes; see the schemas <Kind>Settings'),
    ...size.shape,
    sshKeyIds: z.array(z.uuid()).max(50).default([]),
    wantsRootPassword: z
      .boolean()
      .default(false)
      .describe('Set a random one, answered once and stored nowhere'),
    userData: userData.optional().describe('cloud-init user-data'),
    vault: z
      .enum(vaultChoices)
      .default('none')
      .describe("Where its disk is: outside of every vault, in the tenant's own, or in one for it alone"),
    passphrase: passphrase.optional().describe('Of the vault, where only that opens it and it is locked'),
  })
  .refine(hasSize, sizeMissing);
export type CreateInstanceInput = z.infer<typeof createInstanceInput>;

/** Of whatever needs the disk: in a locked vault that nothing else opens. */
const withPassphrase = {
  passphrase: passphrase.optional().describe('Of its vault, where only that opens it and it is locked'),
};

/** The same without the id, for calls that have it in their path. */
export const resizeInstanceBody = size.extend(withPassphrase).refine(hasSize, sizeMissing);
export const resizeInstanceInput = size
  .extend({ id: z.uuid(), ...withPassphrase })
  .refine(hasSize, sizeMissing);
export type ResizeInstanceInput = z.infer<typeof resizeInstanceInput>;

export const instanceIdInput = z.object({ id: z.uuid() });
export const startInstanceBody = z.object(withPassphrase);
export const startInstanceInput = startInstanceBody.extend({ id: z.uuid() });
export const moveInstanceBody = z.object({
  vault: z
    .union([z.literal('none'), z.uuid()])
    .describe('The id of a vault, or none: outside of every vault'),
  ...withPassphrase,
  targetPassphrase: passphrase.optional().describe('The same for the vault that it is moved into'),
});
export const moveInstanceInput = moveInstanceBody.extend({ id: z.uuid() });
export type MoveInstanceInput = z.infer<typeof moveInstanceInput>;
export const stopInstanceInput = z.object({ id: z.uuid(), isForced: z.boolean().default(false) });
export const renameInstanceInput = z.object({ id: z.uuid(), name: instanceName, ...withPassphrase });
export const reinstallInstanceInput = z.object({
  id: z.uuid(),
  imageId: z.uuid(),
  sshKeyIds: z.array(z.uuid()).max(50).optional(),
  userData: userData.optional(),
  confirmName: z.string().optional().describe("The instance's name, typed by a person"),
  ...withPassphrase,
});
export const recreateInstanceBody = z.object({
  imageId: z.uuid().optional().describe('The image that it had, unless said'),
  ...withPassphrase,
});
export const recreateInstanceInput = recreateInstanceBody.extend({ id: z.uuid() });
export const deleteInstanceBody = z.object(withPassphrase);
export const deleteInstanceInput = deleteInstanceBody.extend({ id: z.uuid(), confirmName: z.string() });

export const instanceSorts = ['name', 'state', 'created', 'memory', 'ipv4'] as const;
export const listInstancesInput = z.object({
  tenant: tenantSlug.optional().describe('Operators may leave it out and see the instances of all'),
  search: z.string().max(100).optional().describe('Part of a name or an address'),
  state: z.enum(instanceStates).optional(),
  kind: z.enum(instanceKinds).optional(),
  stack: z.string().max(64).optional().describe('Of one compose file'),
  sort: z.enum(instanceSorts).default('created'),
  order: z.enum(['asc', 'desc']).default('desc'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(25),
});
export type ListInstancesInput = z.input<typeof listInstancesInput>;

const ref = z.object({ id: z.uuid(), name: z.string() });

export const instanceView = z.object({
  id: z.uuid(),
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string(), state: z.string() }),
  name: z.string(),
  kind: z.enum(instanceKinds),
  state: z.enum(instanceStates),
  ...whyFields,
  job: z
    .object({
      id: z.uuid(),
      kind: z.string(),
      state: z.string(),
      step: z.string().nullable(),
      doneSteps: z.number(),
      steps: z.number(),
      queuePosition: z.number().nullable().describe('While it waits: 1 is the next to begin'),
    })
    .nullable()
    .describe('The live job that works on it, if any'),
  vcpus: z.number().int(),
  memoryBytes: z.number().int(),
  diskBytes: z.number().int(),
  ipv4: z.string().nullable(),
  node: ref.nullable(),
  plan: ref.nullable(),
  image: z
    .object({ id: z.uuid(), name: z.string(), os: z.string(), release: z.string(), defaultUser: z.string() })
    .nullable(),
  vault: ref
    .extend({ state: z.enum(vaultStates), keyMode: z.enum(vaultKeyModes) })
    .nullable()
    .describe('Where its disk is; null: outside of every vault'),
  stack: z.string().nullable().describe('What it was made with, from one compose file'),
  workload: workloadView.nullable().describe('What runs in its shell; null: nothing does, or it is its own'),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
});
export type InstanceView = z.infer<typeof instanceView>;

export const instancePage = z.object({
  items: z.array(instanceView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type InstancePage = z.infer<typeof instancePage>;

/** What a verb that starts a job answers. The root password is in no other place. */
export const jobStarted = z.object({ instanceId: z.uuid(), jobId: z.uuid() });
export type JobStarted = z.infer<typeof jobStarted>;
export const instanceCreated = jobStarted.extend({
  ipv4: z.string(),
  rootPassword: z.string().optional(),
});
export type InstanceCreated = z.infer<typeof instanceCreated>;
export const rootPasswordSet = z.object({ rootPassword: z.string() });

export type Size = { vcpus: number; memoryBytes: number; diskBytes: number };
