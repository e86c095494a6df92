import { z } from 'zod';
import { apiPath } from './api-path.ts';
import { changeNow } from './change-resource.ts';
import type { CallOptions, Engine } from './engine.ts';
import { isEngineError } from './engine-error.ts';
import { readResource, readTagged } from './read-resource.ts';
import { listOf, textMap } from './shapes.ts';

const projectSchema = z.object({
  name: z.string(),
  description: z.string().default(''),
  config: textMap,
  used_by: listOf(z.string()),
});

/** Source: Incus docs, "Project configuration" for the keys of `config`. */
export type Project = z.output<typeof projectSchema>;
export type TaggedProject = Project & { etag: string | undefined };

export type ProjectInput = { name: string; description?: string; config: Record<string, string> };

export async function listProjects(engine: Engine, options?: CallOptions): Promise<Project[]> {
  const question = { path: apiPath`projects`, query: { recursion: 1 } };
  return readResource(engine, listOf(projectSchema), question, options);
}

export async function getProject(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<TaggedProject> {
  const { value, etag } = await readTagged(
    engine,
    projectSchema,
    { path: apiPath`projects/${name}` },
    options,
  );
  return { ...value, etag };
}

/**
 * Say every `features.*` in `config`: what a missing one means differs between versions of the engine.
 *
 * @throws EngineError `conflict` when the name is taken
 */
export async function createProject(
  engine: Engine,
  input: ProjectInput,
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'POST', path: apiPath`projects`, body: input }, options);
}

/** Replaces the whole configuration. @throws EngineError `conflict` when `etag` is of an older state */
export async function updateProject(
  engine: Engine,
  { name, etag, description, config }: ProjectInput & { etag?: string | undefined },
  options?: CallOptions,
): Promise<void> {
  const body = { description: description ?? '', config };
  await changeNow(engine, { method: 'PUT', path: apiPath`projects/${name}`, body, etag }, options);
}

/**
 * Sets the named keys and leaves the others; an empty text unsets a key. Reads, changes and puts back: the
 * engine's own PATCH forgets the keys that are not named (6.0.4 to 7.3: cmd/incusd/api_project.go, projectPatch).
 *
 * @throws EngineError `refused` when usage is above a new limit, `conflict` when others keep changing it
 */
export async function patchProject(
  engine: Engine,
  { name, ...change }: { name: string; description?: string; config?: Record<string, string> },
  options?: CallOptions,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { description, config, etag } = await getProject(engine, { name }, options);
    const merged = Object.entries({ ...config, ...change.config }).filter(([, value]) => value !== '');
    const changed = { name, description, ...change, config: Object.fromEntries(merged), etag };
    try {
      return await updateProject(engine, changed, options);
    } catch (error) {
      if (attempt === 3 || !isEngineError(error, 'conflict') || error.status !== 412) throw error;
    }
  }
}

/** @throws EngineError when something is left in it: only an empty project goes */
export async function deleteProject(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<void> {
  await changeNow(engine, { method: 'DELETE', path: apiPath`projects/${name}` }, options);
}

const projectStateSchema = z.object({
  resources: z
    .record(z.string(), z.object({ Limit: z.number(), Usage: z.number() }))
    .nullish()
    .transform((resources) => resources ?? {}),
});

/** Of each counted thing (`containers`, `cpu`, `memory`, `disk`, …): what is used and allowed; bytes where bytes. */
export type ProjectState = Record<string, { usage: number; limit: number | undefined }>;

export async function getProjectState(
  engine: Engine,
  { name }: { name: string },
  options?: CallOptions,
): Promise<ProjectState> {
  const question = { path: apiPath`projects/${name}/state` };
  const { resources } = await readResource(engine, projectStateSchema, question, options);
  const entries = Object.entries(resources).map(([key, { Usage, Limit }]) => {
    // -1 means that there is no limit.
    return [key, { usage: Usage, limit: Limit < 0 ? undefined : Limit }] as const;
  });
  return Object.fromEntries(entries);
}
