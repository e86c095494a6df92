import { z } from 'zod';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import type { Instance, TaggedInstance } from '#server/incus/instance.ts';
import { getInstance } from '#server/incus/instances.ts';
import { idKey } from '#server/instances/find-on-engine.ts';

/** What tells an instance from another of its name that came later: when it was made, and whose id it carries. */
export const engineIdentity = z.object({
  project: z.string(),
  name: z.string(),
  createdAt: z.string(),
  berthId: z.string().nullable(),
});
export type EngineIdentity = z.infer<typeof engineIdentity>;

export function identityOf({ project, name, createdAt, config }: Instance): EngineIdentity {
  return {
    project,
    name,
    createdAt: createdAt?.toISOString() ?? '',
    berthId: config[idKey] ?? null,
  };
}

/** The engine's instance of that place and name, whoever it is. */
export async function findByName(
  engine: Engine,
  { project, name }: Pick<EngineIdentity, 'project' | 'name'>,
  signal?: AbortSignal,
): Promise<TaggedInstance | undefined> {
  try {
    return await getInstance(engine, { project, name }, { signal });
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}

export function isSame(a: EngineIdentity, b: EngineIdentity): boolean {
  return a.createdAt === b.createdAt && a.berthId === b.berthId;
}
