import type { Ctx } from '#server/context.ts';
import { configureInstanceJob } from '#server/instances/configure-instance.job.ts';
import { enqueueInstanceJob } from '#server/instances/enqueue-instance-job.ts';
import { holdFor } from '#server/instances/hold-for.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { loadFor } from '#server/instances/load-for.ts';
import { readSettings } from '#server/instances/read-settings.ts';
import type { JobStarted } from '#server/instances/schema.ts';
import { withBlanks } from '#server/instances/with-blanks.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import type { Firmware } from './schema.ts';

/**
 * Switches secure boot, the TPM and the drive of cloud-init of a stopped VM: the engine takes them at its next start. What
 * a TPM has kept is gone with it.
 */
export async function setFirmware(
  ctx: Ctx,
  { id, ...wanted }: Firmware & { id: string },
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'set-firmware', id);
  const before = await readSettings(ctx.db, read);
  const settings = { ...before, ...wanted };
  const kind = kindOf(read.kind);
  await unlockFor(ctx, read.vault);
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, read.tenant.id);
    const instance = await holdFor(tx, 'set-firmware', read);
    const { name, tenant, vault } = instance;
    // Of the disc that it was made with nothing is said: that one may be in another place by now.
    const devices = (from: typeof before) => kind.engineDevices({ ...from, isoId: null });
    const [config, former] = withBlanks('', kind.engineConfig(settings), kind.engineConfig(before));
    const [now, then] = withBlanks(null, devices(settings), devices(before));
    return enqueueInstanceJob(ctx, tx, configureInstanceJob, {
      action: 'instance.set-firmware',
      instance,
      params: {
        ...{ id, name, project: projectName(tenant.slug), vaultId: vault?.id, settings },
        ...{ config, former, devices: now, formerDevices: then },
      },
      details: wanted,
    });
  });
}
