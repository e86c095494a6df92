import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeLater, changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import type { Operation } from './operation.ts';
import { readResource } from './read-resource.ts';
import { engineTime, listOf, textMap } from './shapes.ts';

// Projects with features.images=false use the images of the default project.

const imageSchema = z
  .object({
    fingerprint: z.string(),
    aliases: listOf(z.object({ name: z.string() })),
    architecture: z.string().default(''),
    type: z.string(),
    size: z.number(),
    properties: textMap,
    public: z.boolean().default(false),
    created_at: engineTime,
    uploaded_at: engineTime,
  })
  .transform(({ aliases, size, created_at, uploaded_at, ...image }) => ({
    ...image,
    aliases: aliases.map(({ name }) => name),
    sizeBytes: size,
    createdAt: created_at,
    uploadedAt: uploaded_at,
  }));

/** `sizeBytes` is of the packed image, not of what it unpacks to. */
export type Image = z.output<typeof imageSchema>;

type InProject = { project?: string | undefined };

export async function listImages(
  engine: Engine,
  { project }: InProject = {},
  options?: CallOptions,
): Promise<Image[]> {
  const question = { path: apiPath`images`, query: { recursion: 1 }, project };
  return readResource(engine, listOf(imageSchema), question, options);
}

/** @param input.fingerprint whole, or a beginning that fits one image only */
export async function getImage(
  engine: Engine,
  { fingerprint, project }: InProject & { fingerprint: string },
  options?: CallOptions,
): Promise<Image> {
  return readResource(engine, imageSchema, { path: apiPath`images/${fingerprint}`, project }, options);
}

/** @throws EngineError `not-found` when there is no such alias */
export async function getImageByAlias(
  engine: Engine,
  { alias, project }: InProject & { alias: string },
  options?: CallOptions,
): Promise<Image> {
  const question = { path: apiPath`images/aliases/${alias}`, project };
  const { target } = await readResource(engine, z.object({ target: z.string() }), question, options);
  return getImage(engine, { fingerprint: target, project }, options);
}

/** @throws EngineError `conflict` when the alias exists */
export async function createImageAlias(
  engine: Engine,
  { alias, fingerprint, project }: InProject & { alias: string; fingerprint: string },
  options?: CallOptions,
): Promise<void> {
  const body = { name: alias, target: fingerprint, description: '' };
  await changeNow(engine, { method: 'POST', path: apiPath`images/aliases`, project, body }, options);
}

/** Lets an alias that exists stand for another image. */
export async function moveImageAlias(
  engine: Engine,
  { alias, fingerprint, project }: InProject & { alias: string; fingerprint: string },
  options?: CallOptions,
): Promise<void> {
  const body = { target: fingerprint, description: '' };
  await changeNow(engine, { method: 'PUT', path: apiPath`images/aliases/${alias}`, project, body }, options);
}

export async function deleteImageAlias(
  engine: Engine,
  { alias, project }: InProject & { alias: string },
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'DELETE', path: apiPath`images/aliases/${alias}`, project }, options);
}

/** Instances made of it stay; the aliases go with it. */
export async function deleteImage(
  engine: Engine,
  { fingerprint, project }: InProject & { fingerprint: string },
  options?: CallOptions,
): Promise<Operation> {
  return changeLater(engine, { method: 'DELETE', path: apiPath`images/${fingerprint}`, project }, options);
}

export type ImagePull = InProject & {
  /** A simplestreams server: `https://images.linuxcontainers.org`. */
  server: string;
  /** What the image is called there: `debian/12`. */
  remoteAlias: string;
  type: 'container' | 'virtual-machine';
  /** What it shall be called here. */
  aliases: string[];
  /** Let the engine fetch newer ones by itself. */
  autoUpdate: boolean;
};

/** Lets the engine fetch an image; the operation's `metadata.fingerprint` names it in the end. */
export async function pullImage(
  engine: Engine,
  { project, server, remoteAlias, type, aliases, autoUpdate }: ImagePull,
  options?: CallOptions,
): Promise<Operation> {
  const body = {
    source: {
      type: 'image',
      mode: 'pull',
      protocol: 'simplestreams',
      server,
      alias: remoteAlias,
      image_type: type,
    },
    aliases: aliases.map((name) => ({ name, description: '' })),
    auto_update: autoUpdate,
  };
  return changeLater(engine, { method: 'POST', path: apiPath`images`, project, body }, options);
}
