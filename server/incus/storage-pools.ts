import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { readResource, readTagged } from './read-resource.ts';
import { listOf, textMap } from './shapes.ts';

const poolSchema = z.object({
  name: z.string(),
  driver: z.string(),
  description: z.string().default(''),
  config: textMap,
  /** `Created`, `Unavailable` (its device is not there), `Pending`, `Errored` */
  status: z.string().default(''),
  used_by: listOf(z.string()),
});

/** Source: Incus docs, "Storage pools, volumes and buckets". */
export type StoragePool = z.output<typeof poolSchema>;
export type TaggedStoragePool = StoragePool & { etag: string | undefined };

export async function listStoragePools(engine: Engine, options?: CallOptions): Promise<StoragePool[]> {
  const question = { path: apiPath`storage-pools`, query: { recursion: 1 } };
  return readResource(engine, listOf(poolSchema), question, options);
}

export async function getStoragePool(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<TaggedStoragePool> {
  const { value, etag } = await readTagged(
    engine,
    poolSchema,
    { path: apiPath`storage-pools/${name}` },
    options,
  );
  return { ...value, etag };
}

const spaceSchema = z
  .object({ space: z.object({ total: z.number().default(0), used: z.number().default(0) }) })
  .transform(({ space }) => ({ totalBytes: space.total, usedBytes: space.used }));

export type StoragePoolSpace = z.output<typeof spaceSchema>;

/** How full the pool is, on one member where there are several. */
export async function getStoragePoolSpace(
  engine: Engine,
  { name, target }: { name: string; target?: string },
  options?: CallOptions,
): Promise<StoragePoolSpace> {
  const question = { path: apiPath`storage-pools/${name}/resources`, query: { target } };
  return readResource(engine, spaceSchema, question, options);
}

/**
 * @param input.config `source` is the block device or path, `size` a loop file's size (driver-dependent)
 * @throws EngineError when the device is missing or already carries a file system
 */
export async function createStoragePool(
  engine: Engine,
  {
    target,
    ...pool
  }: {
    name: string;
    driver: string;
    description?: string;
    config: Record<string, string>;
    target?: string;
  },
  options?: CallOptions,
): Promise<void> {
  const call = { method: 'POST', path: apiPath`storage-pools`, query: { target }, body: pool } as const;
  await changeNow(engine, call, { timeoutSeconds: 120, ...options });
}

/** @throws EngineError when instances or images are still in it */
export async function deleteStoragePool(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<void> {
  const call = { method: 'DELETE', path: apiPath`storage-pools/${name}` } as const;
  await changeNow(engine, call, { timeoutSeconds: 120, ...options });
}
