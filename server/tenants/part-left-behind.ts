import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { getNetworkAcl } from '#server/incus/network-acls.ts';
import { getNetwork } from '#server/incus/networks.ts';
import { getProject } from '#server/incus/projects.ts';
import type { Leftover } from '#server/jobs/define-job.ts';

type Part = 'acl' | 'network' | 'project';
type Owned = { tenantId: string; project: string; bridge: string };

/**
 * A part of a tenant that is there though it was to be gone, or is missing though it was to be back. One of
 * the same name that is somebody else's is neither.
 */
export async function partLeftBehind(
  engine: Engine,
  part: Part,
  owned: Owned,
  wanted: 'gone' | 'there',
): Promise<Leftover[]> {
  const isThere = await hasPart(engine, part, owned);
  if (isThere === (wanted === 'there')) return [];
  const name = part === 'project' ? owned.project : owned.bridge;
  return [{ thing: part, name, note: isThere ? 'there' : 'missing' }];
}

async function hasPart(engine: Engine, part: Part, { tenantId, project, bridge }: Owned): Promise<boolean> {
  try {
    if (part === 'acl') {
      return (await getNetworkAcl(engine, { name: bridge })).description.endsWith(tenantId);
    }
    const { config } =
      part === 'network'
        ? await getNetwork(engine, { name: bridge })
        : await getProject(engine, { name: project });
    return config['user.berth.tenant'] === tenantId;
  } catch (error) {
    if (isEngineError(error, 'not-found')) return false;
    throw error;
  }
}
