import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { createProject, deleteProject, getProject, patchProject } from '#server/incus/projects.ts';

export type TenantProject = {
  tenantId: string;
  project: string;
  bridge: string;
  limits: Record<string, string>;
};

/** The tenant's project is there, restricted and with these limits. Throws when the name is somebody else's. */
export async function ensureProject(engine: Engine, tenant: TenantProject): Promise<void> {
  const { project, tenantId } = tenant;
  const wanted = { name: project, description: `Berth tenant ${tenantId}`, config: projectConfig(tenant) };
  const found = await findProject(engine, project);
  if (!found) return createProject(engine, wanted);
  if (found.config['user.berth.tenant'] !== tenantId) {
    throw new AppError('conflict', 'engine-name-taken', { thing: 'project', name: project });
  }
  await patchProject(engine, wanted);
}

/** The tenant's project is gone; one of the same name that is somebody else's stays. Throws when it is not empty. */
export async function removeProject(
  engine: Engine,
  { project, tenantId }: Pick<TenantProject, 'project' | 'tenantId'>,
): Promise<void> {
  const found = await findProject(engine, project);
  if (found?.config['user.berth.tenant'] !== tenantId) return;
  await deleteProject(engine, { name: project });
}

async function findProject(engine: Engine, name: string) {
  try {
    return await getProject(engine, { name });
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}

/** Source: Incus docs, "Project configuration". What is not named stays blocked by `restricted`. */
export function projectConfig({ tenantId, bridge, limits }: TenantProject): Record<string, string> {
  return {
    'features.images': 'false',
    'features.networks': 'false',
    'features.networks.zones': 'false',
    'features.profiles': 'true',
    'features.storage.volumes': 'true',
    'features.storage.buckets': 'true',
    restricted: 'true',
    'restricted.containers.privilege': 'unprivileged',
    // Shells run a container in a container; which instance may do so is decided by its kind and plan.
    'restricted.containers.nesting': 'allow',
    // A node's /dev/kvm, for unikernels.
    'restricted.devices.unix-char': 'allow',
    'restricted.devices.nic': 'managed',
    'restricted.devices.disk': 'managed',
    'restricted.networks.access': bridge,
    'restricted.snapshots': 'allow',
    'restricted.backups': 'allow',
    'restricted.cluster.target': 'allow',
    'user.berth.tenant': tenantId,
    ...limits,
  };
}
