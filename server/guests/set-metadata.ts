import type { z } from 'zod';
import type { Ctx } from '#server/context.ts';
import { configureInstanceJob } from '#server/instances/configure-instance.job.ts';
import { enqueueInstanceJob } from '#server/instances/enqueue-instance-job.ts';
import { holdFor } from '#server/instances/hold-for.ts';
import { loadFor } from '#server/instances/load-for.ts';
import type { JobStarted } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import { readMetadata } from './get-metadata.ts';
import { metadataPrefix, type setMetadataInput } from './metadata-schema.ts';

/** Replaces the customer's own keys of an instance by these. The guest sees them at once. */
export async function setMetadata(
  ctx: Ctx,
  { id, metadata }: z.output<typeof setMetadataInput>,
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'configure', id);
  const before = await readMetadata(ctx, read);
  await unlockFor(ctx, read.vault);
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, read.tenant.id);
    const instance = await holdFor(tx, 'configure', read);
    const { name, tenant, vault } = instance;
    const keys = [...new Set([...Object.keys(before), ...Object.keys(metadata)])];
    const pick = (from: Record<string, string>) =>
      Object.fromEntries(keys.map((key) => [`${metadataPrefix}${key}`, from[key] ?? '']));
    return enqueueInstanceJob(ctx, tx, configureInstanceJob, {
      action: 'instance.set-metadata',
      instance,
      params: {
        ...{ id, name, project: projectName(tenant.slug), vaultId: vault?.id },
        ...{ config: pick(metadata), former: pick(before) },
      },
      details: { keys: Object.keys(metadata).join(', ').slice(0, 300) },
    });
  });
}
