import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { readResource, readTagged } from './read-resource.ts';
import { listOf, textMap } from './shapes.ts';

// Networks of projects with features.networks=false live in the default project, so no verb here takes one.

const networkSchema = z.object({
  name: z.string(),
  type: z.string(),
  managed: z.boolean(),
  description: z.string().default(''),
  config: textMap,
  status: z.string().default(''),
  used_by: listOf(z.string()),
});

/** Source: Incus docs, "Bridge network" for the keys of `config`. */
export type Network = z.output<typeof networkSchema>;
export type TaggedNetwork = Network & { etag: string | undefined };

export type NetworkInput = { name: string; description?: string; config: Record<string, string> };

export async function listNetworks(engine: Engine, options?: CallOptions): Promise<Network[]> {
  const question = { path: apiPath`networks`, query: { recursion: 1 } };
  return readResource(engine, listOf(networkSchema), question, options);
}

export async function getNetwork(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<TaggedNetwork> {
  const { value, etag } = await readTagged(
    engine,
    networkSchema,
    { path: apiPath`networks/${name}` },
    options,
  );
  return { ...value, etag };
}

/**
 * Makes a bridge. Its name becomes the interface's, so it has at most 15 characters (`networkNameProblem`).
 *
 * @param input.target in a cluster: define it for this member only; once all have it, call again without
 */
export async function createNetwork(
  engine: Engine,
  { target, ...network }: NetworkInput & { target?: string },
  options?: CallOptions,
): Promise<void> {
  const body = { type: 'bridge', ...network };
  await changeNow(engine, { method: 'POST', path: apiPath`networks`, query: { target }, body }, options);
}

/** Replaces the whole configuration. @throws EngineError `conflict` when `etag` is of an older state */
export async function updateNetwork(
  engine: Engine,
  { name, etag, description, config }: NetworkInput & { etag?: string | undefined },
  options?: CallOptions,
): Promise<void> {
  const body = { description: description ?? '', config };
  await changeNow(engine, { method: 'PUT', path: apiPath`networks/${name}`, body, etag }, options);
}

/** Sets the named keys and leaves the others. */
export async function patchNetwork(
  engine: Engine,
  { name, ...change }: { name: string; description?: string; config?: Record<string, string> },
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'PATCH', path: apiPath`networks/${name}`, body: change }, options);
}

/** @throws EngineError when something still uses it */
export async function deleteNetwork(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'DELETE', path: apiPath`networks/${name}` }, options);
}
