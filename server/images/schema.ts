import { z } from 'zod';
import { type InstanceKind, instanceKinds } from '#server/instances/kinds/schema.ts';
import { diskBytes } from '#server/instances/schema.ts';
import { gibText } from '#server/plans/amounts.ts';
import { whyFields } from '#server/why/schema.ts';
import { appKinds, appSettings } from './app-schema.ts';

const gib = 1024 ** 3;

export const imageName = z.string().trim().min(1, 'name-required').max(80, 'name-required');
export const imageDescription = z.string().trim().max(500, 'image-description-too-long');
const mib = 1024 ** 2;
export const minMemoryBytes = z
  .number('memory-invalid')
  .int('memory-invalid')
  .min(0, 'memory-invalid')
  .max(1024 * gib, 'memory-invalid');
/** The rule of Debian's useradd. */
const defaultUser = z
  .string()
  .trim()
  .regex(/^[a-z_][a-z0-9_-]{0,31}$/, 'default-user-invalid');
const position = z.coerce
  .number('position-invalid')
  .int('position-invalid')
  .min(0, 'position-invalid')
  .max(9999, 'position-invalid');

/** What is left out stays. */
export const updateImageInput = z.object({
  id: z.uuid(),
  name: imageName.optional(),
  description: imageDescription.optional(),
  isEnabled: z.boolean().optional(),
  defaultUser: defaultUser.optional(),
  hasCloudInit: z.boolean().optional(),
  minDiskBytes: diskBytes.optional(),
  minMemoryBytes: minMemoryBytes.optional(),
  app: appSettings.optional().describe('Of an entry for apps and sandboxes'),
  position: position.optional(),
});
export type UpdateImageInput = z.infer<typeof updateImageInput>;

const memoryText = z.coerce
  .number('memory-invalid')
  .int('memory-invalid')
  .min(0, 'memory-invalid')
  .max(1024 * 1024, 'memory-invalid');

/** The same as a person types it. */
export const updateImageForm = z
  .object({
    id: z.uuid(),
    name: imageName,
    description: imageDescription.default(''),
    // An entry for apps has none.
    defaultUser: defaultUser.default('root'),
    minDiskGib: gibText('disk-invalid', gib),
    minMemoryMib: memoryText.default(0),
    hasCloudInit: z.literal('on').optional(),
    position,
  })
  .transform(({ minDiskGib, minMemoryMib, hasCloudInit, ...form }) => ({
    ...form,
    minDiskBytes: minDiskGib,
    minMemoryBytes: minMemoryMib * mib,
    hasCloudInit: hasCloudInit === 'on',
  }));
export const imageIdInput = z.object({ id: z.uuid() });

export const listImagesInput = z.object({
  kind: z.enum(instanceKinds).optional(),
  isOffered: z.stringbool().or(z.boolean()).optional().describe('Only what an instance can be made of now'),
  tenant: z.string().max(64).optional().describe('The slug of a tenant: its own images as well'),
  isOwn: z.stringbool().or(z.boolean()).optional().describe("Only the tenant's own"),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(100),
});
export type ListImagesInput = z.input<typeof listImagesInput>;

/** Where an image came from. */
export const imageOrigins = ['engine', 'server', 'registry', 'upload', 'recipe', 'instance'] as const;
export const imageStates = ['creating', 'ready', 'deleting', 'failed'] as const;

export const imageView = z.object({
  id: z.uuid(),
  tenantId: z.uuid().nullable().describe("Whose own it is; null: the provider's"),
  alias: z.string().describe('What the engine calls it: `debian/12`'),
  fingerprint: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  os: z.string(),
  family: z.string().describe('Versions of one system have the same: `debian`'),
  release: z.string(),
  kind: z.enum(instanceKinds),
  kinds: z.array(z.enum(instanceKinds)).describe('What can be made of it'),
  app: appSettings.nullable().describe('What an app or a sandbox of it begins with'),
  origin: z.enum(imageOrigins),
  originNote: z.string().nullable().describe('The server, the recipe or the instance that it came from'),
  state: z.enum(imageStates),
  ...whyFields,
  defaultUser: z.string().describe('Whom to log in as'),
  hasCloudInit: z.boolean().describe('Whether user-data does something in it'),
  minDiskBytes: z.number().int(),
  minMemoryBytes: z.number().int().describe('0: nothing is known'),
  sizeBytes: z.number().int().describe('Of the packed image'),
  isEnabled: z.boolean(),
  isPresent: z.boolean().describe('The engine has it; always so of entries for apps'),
  warmPlaces: z
    .number()
    .int()
    .describe('Pools (of nodes) in which it lies unpacked, so that creating is quick'),
  allPlaces: z.number().int().describe('Pools (of nodes) that keep images unpacked'),
  warmError: z.string().nullable().describe('Why it could not be unpacked in one of them'),
  position: z.number().int(),
  instances: z.number().int().describe('How many instances were made of it'),
  createdAt: z.iso.datetime(),
  job: z
    .object({ id: z.uuid(), kind: z.string(), note: z.string().nullable() })
    .nullable()
    .describe('What is being done to it; the note says how far it is'),
});
export type ImageView = z.infer<typeof imageView>;

export const imagePage = z.object({
  items: z.array(imageView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type ImagePage = z.infer<typeof imagePage>;

export const makeImageInput = z.object({
  instanceId: z.uuid().describe('A stopped instance'),
  name: imageName,
  description: imageDescription.default(''),
});
export type MakeImageInput = z.input<typeof makeImageInput>;

/** What a customer may change of an image of their own. */
export const updateOwnImageInput = z.object({
  id: z.uuid(),
  name: imageName,
  description: imageDescription.default(''),
});

/** What a verb that changes images by a job answers; no job where nothing had to be done on the engine. */
export const imageJobStarted = z.object({
  imageId: z.uuid().nullable().describe('None of a recipe, which makes several'),
  jobId: z.uuid().nullable(),
});
export type ImageJobStarted = z.infer<typeof imageJobStarted>;

/** `Debian` → `debian`, `openSUSE Leap` → `opensuse-leap`: versions of one system are shown together. */
export function familyOf(os: string): string {
  return os
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** What can be made of an image of this kind: an entry for apps is for sandboxes as well. */
export function kindsOf(kind: InstanceKind): InstanceKind[] {
  return appKinds.some((each) => each === kind) ? [...appKinds] : [kind];
}
