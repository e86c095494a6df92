import { z } from 'zod';
import { apiPath } from './api-path.ts';
import type { CallOptions, Engine } from './engine.ts';
import { readResource } from './read-resource.ts';
import { getServer } from './server.ts';
import { listOf } from './shapes.ts';

const memberSchema = z
  .object({
    server_name: z.string(),
    url: z.string(),
    /** `Online`, `Offline`, `Evacuated`, `Blocked` */
    status: z.string(),
    message: z.string().default(''),
    roles: listOf(z.string()),
    groups: listOf(z.string()),
    architecture: z.string().default(''),
    failure_domain: z.string().default(''),
  })
  .transform(({ server_name, failure_domain, ...same }) => ({
    ...same,
    name: server_name,
    failureDomain: failure_domain,
  }));

/** A machine of the engine. Source: Incus docs, "REST API", `GET /1.0/cluster/members`. */
export type ClusterMember = z.output<typeof memberSchema>;

/** All machines of the engine: the members of its cluster, or the one server that it is. */
export async function listMembers(engine: Engine, options?: CallOptions): Promise<ClusterMember[]> {
  const { environment } = await getServer(engine, options);
  if (environment.server_clustered) {
    const question = { path: apiPath`cluster/members`, query: { recursion: 1 } };
    return readResource(engine, listOf(memberSchema), question, options);
  }
  const alone = {
    name: environment.server_name,
    url: engine.url,
    status: 'Online',
    message: '',
    roles: [],
    groups: [],
    architecture: environment.architectures[0] ?? '',
    failureDomain: '',
  };
  return [alone];
}
