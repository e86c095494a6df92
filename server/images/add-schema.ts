import { z } from 'zod';
import { diskBytes } from '#server/instances/schema.ts';
import { appForm, appSettings } from './app-schema.ts';
import { imageDescription, imageName, makeImageInput, minMemoryBytes } from './schema.ts';

const gib = 1024 ** 3;
const mib = 1024 ** 2;

/** os/release or os/release/variant: what the engine calls an image of the provider's. */
export const imageAlias = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*){1,2}$/, 'image-alias-invalid')
  .refine((alias) => !/^(?:shell|registry)\//.test(alias), 'image-alias-invalid');

export const addAppImageInput = z.object({
  name: imageName,
  description: imageDescription.default(''),
  app: appSettings,
  minMemoryBytes: minMemoryBytes.default(64 * mib),
  minDiskBytes: diskBytes.default(gib),
});
/** The same as a person types it. */
export const addAppImageForm = z
  .object({ name: imageName, description: imageDescription.default('') })
  .and(appForm)
  .transform(({ name, description, ...app }) => ({ name, description, app }));
export type AddAppImageInput = z.input<typeof addAppImageInput>;

export const serverImageKinds = ['light-vm', 'vm'] as const;
export const uploadImageInput = z.object({
  alias: imageAlias,
  name: imageName.or(z.literal('')).default(''),
  kind: z.enum(serverImageKinds).default('light-vm'),
  metadataBytes: z.coerce
    .number()
    .int()
    .min(0)
    .max(100 * mib)
    .default(0)
    .describe('Of two parts one after the other, how large the first is; 0: it is one file'),
});
export type UploadImageInput = z.input<typeof uploadImageInput>;

export const copyImageInput = z.object({
  remoteAlias: z.string().max(100).describe('As the server has it: `alpine/3.20/cloud`'),
  kind: z.enum(serverImageKinds).default('light-vm'),
  alias: imageAlias.optional().describe('What it shall be called here; the same unless said'),
  isUpdated: z.boolean().default(true).describe('Let the engine fetch newer ones by itself'),
});
export type CopyImageInput = z.input<typeof copyImageInput>;

/** One entry of an image server, for this engine. */
export const serverImage = z.object({
  alias: z.string(),
  os: z.string(),
  family: z.string(),
  release: z.string(),
  variant: z.string(),
  architecture: z.string(),
  kind: z.enum(serverImageKinds),
  version: z.string().describe('The newest'),
  versions: z.number().int(),
  sizeBytes: z.number().int().describe('What is fetched'),
  hereAs: z.string().nullable().describe('The alias that it was copied as'),
});
export type ServerImage = z.infer<typeof serverImage>;
export const listServerImagesInput = z.object({
  search: z.string().max(100).optional(),
  kind: z.enum(serverImageKinds).optional(),
  page: z.coerce.number().int().min(1).max(1000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
});
export const serverImagePage = z.object({
  server: z.string(),
  items: z.array(serverImage),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type ServerImagePage = z.infer<typeof serverImagePage>;

/** The URL of a simplestreams server. What is not on this machine is asked by https alone. */
export const imageServer = z
  .string()
  .trim()
  .max(200, 'image-server-invalid')
  .regex(
    /^(?:https:\/\/[a-z0-9][a-z0-9.-]*|http:\/\/(?:127(?:\.\d{1,3}){3}|localhost))(?::\d{1,5})?(?:\/[\w./-]*)?$/i,
    'image-server-invalid',
  )
  .transform((url) => url.replace(/\/+$/, ''));

const recipeName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'image-recipe-unknown');
export const buildRecipeInput = z.object({ recipe: recipeName.describe('A folder of images/') });

/** What `POST /api/v1/images` takes: where the new image comes from, and what that needs. */
export const addImageInput = z.discriminatedUnion('from', [
  makeImageInput.extend({ from: z.literal('instance') }),
  addAppImageInput.extend({ from: z.literal('registry') }),
  copyImageInput.extend({ from: z.literal('server') }),
  buildRecipeInput.extend({ from: z.literal('recipe') }),
]);
export type AddImageInput = z.infer<typeof addImageInput>;

/** What can be built of `images/`, and how that stands. */
export const recipeView = z.object({
  name: z.string(),
  images: z.array(
    z.object({
      alias: z.string(),
      description: z.string(),
      state: z.enum(['missing', 'older', 'present']).describe('older: the recipe was changed since'),
    }),
  ),
  job: z.object({ id: z.uuid(), state: z.string() }).nullable().describe('The last build'),
  isBuilding: z.boolean(),
  log: z.string().describe('The end of what the last build said'),
});
export type RecipeView = z.infer<typeof recipeView>;
export const imageServerForm = z.object({ imageServer });
