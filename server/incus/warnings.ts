import { z } from 'zod';
import { apiPath } from './api-path.ts';
import type { CallOptions, Engine } from './engine.ts';
import { readResource } from './read-resource.ts';
import { engineTime, listOf } from './shapes.ts';

const warningSchema = z
  .object({
    uuid: z.string(),
    /** `new`, `acknowledged`, `resolved` */
    status: z.string(),
    /** The cluster member; `none` where there is no cluster. */
    location: z.string().default('none'),
    project: z.string().default(''),
    /** What kind of warning, in words: `Instance type not operational`. */
    type: z.string(),
    /** `low`, `moderate`, `high` */
    severity: z.string(),
    count: z.number().int().default(1),
    last_message: z.string().default(''),
    last_seen_at: engineTime,
  })
  .transform(({ last_message, last_seen_at, ...same }) => ({
    ...same,
    lastMessage: last_message,
    lastSeenAt: last_seen_at,
  }));

/** What the engine itself is not content with. Source: Incus docs, "REST API", `GET /1.0/warnings`. */
export type EngineWarning = z.output<typeof warningSchema>;

export async function listWarnings(engine: Engine, options?: CallOptions): Promise<EngineWarning[]> {
  const question = { path: apiPath`warnings`, query: { recursion: 1 } };
  return readResource(engine, listOf(warningSchema), question, options);
}
