import type { Readable } from 'node:stream';
import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeLater, changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { isEngineError } from './engine-error.ts';
import type { Operation } from './operation.ts';
import { readResource } from './read-resource.ts';
import { listOf, textMap } from './shapes.ts';

const customVolumeSchema = z
  .object({
    name: z.string(),
    /** `filesystem`, `block` or `iso` */
    content_type: z.string(),
    /** The cluster member; `none` where there is no cluster. */
    location: z.string().default('none'),
    config: textMap,
    used_by: listOf(z.string()),
  })
  .transform(({ content_type, used_by, ...same }) => ({
    ...same,
    contentType: content_type,
    usedBy: used_by,
  }));

/** Source: Incus docs, "REST API", `GET /1.0/storage-pools/{pool}/volumes/custom`. */
export type CustomVolume = z.output<typeof customVolumeSchema>;

/** What names a volume of a project's own. `target`: the cluster member that it lies on. */
export type VolumeRef = { project: string; pool: string; name: string; target?: string | undefined };

export async function listCustomVolumes(
  engine: Engine,
  { project, pool }: { project: string; pool: string },
  options?: CallOptions,
): Promise<CustomVolume[]> {
  const question = { path: apiPath`storage-pools/${pool}/volumes/custom`, query: { recursion: 1 }, project };
  return readResource(engine, listOf(customVolumeSchema), question, options);
}

export async function findCustomVolume(
  engine: Engine,
  { project, pool, name, target }: VolumeRef,
  options?: CallOptions,
): Promise<CustomVolume | undefined> {
  const question = {
    path: apiPath`storage-pools/${pool}/volumes/custom/${name}`,
    query: { target },
    project,
  };
  try {
    return await readResource(engine, customVolumeSchema, question, options);
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}

/**
 * Uploads the image of a disc, streamed, into a volume of its own; once it is there nothing of it can be changed.
 * Needs the API extension `custom_volume_iso`.
 *
 * @param options.timeoutSeconds for the upload, an hour unless said
 * @throws EngineError `refused` over the project's `limits.disk`; the operation fails when the name is taken
 */
export async function importIsoVolume(
  engine: Engine,
  { project, pool, name, target, content, sizeBytes }: VolumeRef & { content: Readable; sizeBytes: number },
  options?: CallOptions,
): Promise<Operation> {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': String(sizeBytes),
    'x-incus-type': 'iso',
    'x-incus-name': name,
  };
  const path = apiPath`storage-pools/${pool}/volumes/custom`;
  const call = { method: 'POST', path, project, query: { target }, headers, rawBody: content } as const;
  return changeLater(engine, call, { timeoutSeconds: 3600, ...options });
}

/** @throws EngineError `conflict` while an instance or a profile uses it, `not-found` */
export async function deleteCustomVolume(
  engine: Engine,
  { project, pool, name, target }: VolumeRef,
  options?: CallOptions,
): Promise<void> {
  const path = apiPath`storage-pools/${pool}/volumes/custom/${name}`;
  await changeNow(engine, { method: 'DELETE', path, project, query: { target } }, options);
}
