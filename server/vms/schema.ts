import { z } from 'zod';
import { whyFields } from '#server/why/schema.ts';

export const isoStates = ['importing', 'ready', 'deleting', 'failed'] as const;
export type IsoState = (typeof isoStates)[number];

export const isoName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'iso-name-invalid');

const tenant = z.string().max(64).describe('The slug of the tenant');

export const listIsosInput = z.object({ tenant });
export const isoIdInput = z.object({ id: z.uuid() });
export const importIsoInput = z.object({
  tenant,
  name: isoName,
  uploadId: z.uuid().describe('Of a whole upload; its file is taken'),
  nodeId: z.uuid().optional().describe('Where it shall lie; a VM can take it only there'),
});
export type ImportIsoInput = z.infer<typeof importIsoInput>;

export const isoView = z.object({
  id: z.uuid(),
  name: z.string(),
  sizeBytes: z.number().int(),
  state: z.enum(isoStates),
  ...whyFields,
  node: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  instances: z
    .array(z.object({ id: z.uuid(), name: z.string(), bootsFirst: z.boolean() }))
    .describe('The VMs that it is in a drive of'),
  createdAt: z.iso.datetime(),
});
export type IsoView = z.infer<typeof isoView>;

export const isoList = z.object({ items: z.array(isoView) });

export const isoJobStarted = z.object({ isoId: z.uuid(), jobId: z.uuid() });
export type IsoJobStarted = z.infer<typeof isoJobStarted>;

export const attachIsoBody = z.object({
  isoId: z.uuid(),
  bootsFirst: z
    .boolean()
    .default(true)
    .describe('The VM tries it before its own disk, from its next start on'),
});
export const attachIsoInput = attachIsoBody.extend({ id: z.uuid() });
export const firmware = z.object({
  secureBoot: z.boolean().describe('Only signed boot loaders and kernels are started'),
  tpm: z.boolean().describe('A virtual TPM 2.0; what it has kept is gone with it'),
  cloudInitDrive: z.boolean().describe('A drive with the cloud-init data'),
});
export type Firmware = z.infer<typeof firmware>;

/** As a page sends it. */
export const firmwareForm = z.object({
  id: z.uuid(),
  secureBoot: z.stringbool(),
  tpm: z.stringbool(),
  cloudInitDrive: z.stringbool(),
});

/** As a form sends it. */
export const attachIsoForm = attachIsoInput.extend({ bootsFirst: z.stringbool() });
export type AttachIsoInput = z.infer<typeof attachIsoInput>;
export const detachIsoBody = z.object({ isoId: z.uuid() });
export const detachIsoInput = detachIsoBody.extend({ id: z.uuid() });

export const screenQuery = z.object({ screenId: z.uuid() });

const device = z.object({
  name: z.string(),
  /** `network`, `block`, `balloon`, `console`, … by the number of the virtio specification */
  kind: z.string(),
  driver: z.string().nullable().describe('The driver in the guest that has taken it; null: none has'),
});

/** What of a running VM is paravirtual, as its own kernel says. */
export const guestFacts = z.object({
  at: z.iso.datetime(),
  kernel: z.string(),
  clock: z.object({
    current: z.string().nullable().describe('kvm-clock is the paravirtual one; tsc the processor’s own'),
    available: z.array(z.string()),
  }),
  virtio: z.array(device),
  /** Names of block and network devices that no virtio driver has: emulated, and slow. */
  emulated: z.array(z.string()),
  hasBalloon: z.boolean(),
  hypervisor: z.string().nullable(),
  secureBoot: z.boolean().nullable().describe('Null where the firmware does not say'),
  hasTpm: z.boolean(),
});
export type GuestFacts = z.infer<typeof guestFacts>;

/** What the engine was told to give the machine. */
export const engineFacts = z.object({
  disks: z.array(z.object({ name: z.string(), bus: z.string(), isDisc: z.boolean() })),
  nics: z.array(z.string()),
  secureBoot: z.boolean(),
  hasTpm: z.boolean(),
  isMigratable: z.boolean(),
});

export const machineFacts = z.object({
  engine: engineFacts.nullable(),
  guest: guestFacts.nullable(),
  whyNoGuest: z
    .string()
    .nullable()
    .describe('Why the guest could not be asked: it has no agent, or does not run'),
});
export type MachineFacts = z.infer<typeof machineFacts>;
