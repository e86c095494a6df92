import { isEngineError } from '#server/incus/engine-error.ts';
import { isRunning, type TaggedInstance } from '#server/incus/instance.ts';
import { getInstance, patchInstance, updateInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { idKey } from '#server/instances/find-on-engine.ts';
import { projectName } from '#server/networks/network-names.ts';
import { correctInstance, diffInstance } from './correct-instance.ts';
import type { MendTools } from './difference.ts';
import type { LiveTenant } from './live-tenants.ts';
import { type InstanceRow, selectInstance } from './read-rows.ts';
import type { Outcome } from './schema.ts';
import { withIdleTenant } from './with-idle-tenant.ts';

type Input = { tenant: LiveTenant; instance: InstanceRow; part: 'limits' | 'address' };

/** Gives an instance the limits, or the address, that its row has now. */
export async function mendInstance(
  { db, engine, signal: outer }: MendTools,
  { tenant, instance: { id }, part }: Input,
): Promise<Outcome | undefined> {
  const alone = { tenantId: tenant.id, subjectKey: `instance:${id}`, signal: outer };
  return withIdleTenant(db, alone, async (tx, signal) => {
    const row = await tx.instance.findUnique({ where: { id }, select: selectInstance });
    if (!row) return undefined;
    const project = projectName(tenant.slug);
    const found = await find(engine, { project, name: row.name }, signal);
    if (found?.config[idKey] !== id) return undefined;
    const changes = diffInstance(part, row, tenant.network, found);
    if (changes.length === 0) return undefined;
    const corrected = correctInstance(found, changes);
    const cpus = corrected.config['limits.cpu'];
    const isLiveCpu = isRunning(found) && cpus !== undefined && cpus !== found.config['limits.cpu'];
    // The text alone changes twice, for the reason that resize-instance.job.ts gives.
    const config = isLiveCpu ? { ...corrected.config, 'limits.cpu': `0${cpus}` } : corrected.config;
    const changed = { ...found, ...corrected, config };
    await finishOperation(engine, await updateInstance(engine, changed, { signal }), { signal });
    if (isLiveCpu) {
      await patchInstance(engine, { project, name: row.name, config: { 'limits.cpu': cpus } }, { signal });
    }
    return 'put-back';
  });
}

async function find(
  engine: MendTools['engine'],
  ref: { project: string; name: string },
  signal: AbortSignal | undefined,
): Promise<TaggedInstance | undefined> {
  try {
    return await getInstance(engine, ref, { signal });
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}
