import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import type { Instance } from '#server/incus/instance.ts';
import { getProject } from '#server/incus/projects.ts';
import { projectName } from '#server/networks/network-names.ts';
import { projectLimits } from '#server/quotas/project-limits.ts';
import { selectQuota, toQuota } from '#server/quotas/quota-columns.ts';
import { isSameAmount } from '#server/reconcile/engine-amounts.ts';
import type { Ground } from './tenants.ts';

type Row = { id: string; name: string; vcpus: number; memoryBytes: bigint; diskBytes: bigint };
type Limit = { key: string; is: string | undefined; wanted: string };

/** Instances that the engine gives another size than their rows say. */
export function driftedSizes(
  rows: readonly Row[],
  onEngine: readonly Pick<Instance, 'config' | 'devices'>[],
): string[] {
  return rows.flatMap(({ id, name, vcpus, memoryBytes, diskBytes }) => {
    const there = onEngine.find(({ config }) => config['user.berth.id'] === id);
    if (!there) return [];
    const { config, devices } = there;
    return drifted(name, [
      { key: 'limits.cpu', is: config['limits.cpu'], wanted: String(vcpus) },
      { key: 'limits.memory', is: config['limits.memory'], wanted: `${memoryBytes}B` },
      { key: 'root size', is: devices.root?.size, wanted: `${diskBytes}B` },
    ]);
  });
}

/** Projects whose limits are not the quota that their tenants' rows say. */
export async function driftedQuotas(db: Db, engine: Engine, { tenants }: Ground): Promise<string[]> {
  const found = await Promise.all(
    tenants.map(async ({ id, slug }) => {
      const row = await db.tenant.findUniqueOrThrow({ where: { id }, select: selectQuota });
      const { config } = await getProject(engine, { name: projectName(slug) });
      const limits = Object.entries(projectLimits(toQuota(row)));
      return drifted(
        projectName(slug),
        limits.map(([key, wanted]) => ({ key, is: config[key], wanted })),
      );
    }),
  );
  return found.flat();
}

function drifted(name: string, limits: readonly Limit[]): string[] {
  return limits
    .filter(({ key, is, wanted }) => !isSameAmount(key, is, wanted))
    .map(({ key, is, wanted }) => `${name}: ${key} is ${is} on the engine, ${wanted} in its row`);
}
