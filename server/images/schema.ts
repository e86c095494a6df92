import { z } from 'zod';
import { diskBytes, instanceKinds } from '#server/instances/schema.ts';
import { gibText } from '#server/plans/amounts.ts';

const gib = 1024 ** 3;

const name = z.string().trim().min(1, 'name-required').max(80, 'name-required');
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
  name: name.optional(),
  isEnabled: z.boolean().optional(),
  defaultUser: defaultUser.optional(),
  minDiskBytes: diskBytes.optional(),
  position: position.optional(),
});
export type UpdateImageInput = z.infer<typeof updateImageInput>;

/** The same as a person types it. */
export const updateImageForm = z
  .object({ id: z.uuid(), name, defaultUser, minDiskGib: gibText('disk-invalid', gib), position })
  .transform(({ minDiskGib, ...form }) => ({ ...form, minDiskBytes: minDiskGib }));
export const imageIdInput = z.object({ id: z.uuid() });

export const listImagesInput = z.object({
  kind: z.enum(instanceKinds).optional(),
  isOffered: z.boolean().optional().describe('Only what an instance can be made of now'),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(100),
});
export type ListImagesInput = z.input<typeof listImagesInput>;

export const imageView = z.object({
  id: z.uuid(),
  alias: z.string().describe('What the engine calls it: `debian/12`'),
  fingerprint: z.string().nullable(),
  name: z.string(),
  os: z.string(),
  release: z.string(),
  kind: z.enum(instanceKinds),
  defaultUser: z.string().describe('Whom to log in as'),
  hasCloudInit: z.boolean().describe('Whether user-data does something in it'),
  minDiskBytes: z.number().int(),
  sizeBytes: z.number().int().describe('Of the packed image'),
  isEnabled: z.boolean(),
  isPresent: z.boolean().describe('The engine has it'),
  warmPlaces: z
    .number()
    .int()
    .describe('Pools (of nodes) in which it lies unpacked, so that creating is quick'),
  allPlaces: z.number().int().describe('Pools (of nodes) that keep images unpacked'),
  warmError: z.string().nullable().describe('Why it could not be unpacked in one of them'),
  position: z.number().int(),
  instances: z.number().int().describe('How many instances were made of it'),
});
export type ImageView = z.infer<typeof imageView>;

export const imagePage = z.object({
  items: z.array(imageView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type ImagePage = z.infer<typeof imagePage>;
