import { apiPath } from './api-path.ts';
import { changeLater, changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { type Instance, type InstanceRef, instanceSchema, type TaggedInstance } from './instance.ts';
import type { Operation } from './operation.ts';
import { readResource, readTagged } from './read-resource.ts';
import { type DeviceMap, listOf } from './shapes.ts';

export type InstanceListInput = {
  /** All projects unless said. */
  project?: string;
  /** Ask each instance for its state too; costs the engine some milliseconds an instance. */
  withState?: boolean;
};

export async function listInstances(
  engine: Engine,
  { project, withState = false }: InstanceListInput = {},
  options?: CallOptions,
): Promise<Instance[]> {
  const allProjects = project === undefined ? true : undefined;
  const query = { recursion: withState ? 2 : 1, 'all-projects': allProjects };
  return readResource(engine, listOf(instanceSchema), { path: apiPath`instances`, query, project }, options);
}

/** @throws EngineError `not-found` */
export async function getInstance(
  engine: Engine,
  { project, name }: InstanceRef,
  options?: CallOptions,
): Promise<TaggedInstance> {
  const question = { path: apiPath`instances/${name}`, project };
  const { value, etag } = await readTagged(engine, instanceSchema, question, options);
  return { ...value, etag };
}

/** What an instance is made of: an image by alias or fingerprint, of the project that the images come from. */
export type InstanceSource = { alias: string } | { fingerprint: string };

export type InstanceInput = InstanceRef & {
  type: 'container' | 'virtual-machine';
  /** `none`: a VM whose disk begins empty. */
  source: InstanceSource | 'none';
  description?: string;
  /** `limits.cpu`, `limits.memory`, `cloud-init.user-data`, `user.*`, … */
  config: Record<string, string>;
  /** Must bring a root disk unless a profile does. */
  devices: DeviceMap;
  /** None unless said: not even the project's `default`. */
  profiles?: string[];
  /** Start it in the same operation. */
  start: boolean;
  /** The cluster member, or `@group`; the engine chooses unless said. */
  target?: string;
};

/** @throws EngineError `refused` over a limit or restriction of the project, `conflict` when the name is taken */
export async function createInstance(
  engine: Engine,
  { project, target, source, profiles = [], ...instance }: InstanceInput,
  options?: CallOptions,
): Promise<Operation> {
  const from = source === 'none' ? { type: 'none' } : { type: 'image', ...source };
  const body = { ...instance, profiles, source: from };
  return changeLater(
    engine,
    { method: 'POST', path: apiPath`instances`, project, query: { target }, body },
    options,
  );
}

export type InstanceChange = { description?: string; config?: Record<string, string>; devices?: DeviceMap };

/**
 * Sets the named keys and devices and leaves the others; an empty text unsets a key. A device is replaced whole.
 * What the guest can take while it runs takes effect at once.
 *
 * @throws EngineError `refused` over a limit or restriction of the project
 */
export async function patchInstance(
  engine: Engine,
  { project, name, ...change }: InstanceRef & InstanceChange,
  options?: CallOptions,
): Promise<void> {
  await changeNow(
    engine,
    { method: 'PATCH', path: apiPath`instances/${name}`, project, body: change },
    options,
  );
}

/**
 * Replaces config, devices, profiles and description as a whole: read, change, put back with the `etag`.
 *
 * @throws EngineError `conflict` when `etag` is of an older state
 */
export async function updateInstance(
  engine: Engine,
  { project, name, architecture, config, devices, profiles, description, etag }: TaggedInstance,
  options?: CallOptions,
): Promise<Operation> {
  const body = { architecture, config, devices, profiles, description };
  return changeLater(
    engine,
    { method: 'PUT', path: apiPath`instances/${name}`, project, body, etag },
    options,
  );
}

/** Only while it is stopped. @throws EngineError `conflict` when the new name is taken */
export async function renameInstance(
  engine: Engine,
  { project, name, newName }: InstanceRef & { newName: string },
  options?: CallOptions,
): Promise<Operation> {
  const body = { name: newName };
  return changeLater(engine, { method: 'POST', path: apiPath`instances/${name}`, project, body }, options);
}

/**
 * Moves the disk, with its snapshots, into another pool of the same server. Only while it is stopped. The engine makes
 * a copy under a name of its own, which counts against the project's limits until the former one is deleted.
 */
export async function moveInstanceToPool(
  engine: Engine,
  { project, name, pool }: InstanceRef & { pool: string },
  options?: CallOptions,
): Promise<Operation> {
  const body = { migration: true, pool };
  return changeLater(engine, { method: 'POST', path: apiPath`instances/${name}`, project, body }, options);
}

/**
 * Empties the root disk and fills it from an image; config, devices and addresses stay. Only while it is stopped.
 * Needs the API extension `instances_rebuild`.
 */
export async function rebuildInstance(
  engine: Engine,
  { project, name, source }: InstanceRef & { source: InstanceSource },
  options?: CallOptions,
): Promise<Operation> {
  const body = { source: { type: 'image', ...source } };
  return changeLater(
    engine,
    { method: 'POST', path: apiPath`instances/${name}/rebuild`, project, body },
    options,
  );
}

/** Only while it is stopped; the operation fails otherwise. */
export async function deleteInstance(
  engine: Engine,
  { project, name }: InstanceRef,
  options?: CallOptions,
): Promise<Operation> {
  return changeLater(engine, { method: 'DELETE', path: apiPath`instances/${name}`, project }, options);
}
