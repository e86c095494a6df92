import { z } from 'zod';
import { apiPath } from './api-path.ts';
import type { CallOptions, Engine } from './engine.ts';
import { readResource } from './read-resource.ts';
import { listOf } from './shapes.ts';

const volumeSchema = z.object({
  /** `container`, `virtual-machine`, `image` or `custom` */
  type: z.string(),
  /** Of an image's volume: its fingerprint. */
  name: z.string(),
  /** The cluster member; `none` where there is no cluster, or the pool is one for all members. */
  location: z.string().default('none'),
});

/** Source: Incus docs, "REST API", `GET /1.0/storage-pools/{pool}/volumes/{type}`. */
export type StorageVolume = z.output<typeof volumeSchema>;

/** The images of any project that lie unpacked in the pool: an instance of one of them is a copy on write, made at once. */
export async function listImageVolumes(
  engine: Engine,
  { pool }: { pool: string },
  options?: CallOptions,
): Promise<StorageVolume[]> {
  const path = apiPath`storage-pools/${pool}/volumes/image`;
  const query = { recursion: 1, 'all-projects': true };
  return readResource(engine, listOf(volumeSchema), { path, query }, options);
}

/** Is the disk of this instance in the pool? By the engine's own list of what is there, not by what its device says. */
export async function hasInstanceVolume(
  engine: Engine,
  { pool, project, name }: { pool: string; project: string; name: string },
  options?: CallOptions,
): Promise<boolean> {
  const question = { path: apiPath`storage-pools/${pool}/volumes`, query: { recursion: 1 }, project };
  const volumes = await readResource(engine, listOf(volumeSchema), question, options);
  return volumes.some((each) => each.name === name && instanceTypes.includes(each.type));
}

const instanceTypes = ['container', 'virtual-machine'];
