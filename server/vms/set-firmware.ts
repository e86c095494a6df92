import type { Ctx } from '#server/context.ts';
import { enqueueInstanceJob } from '#server/instances/enqueue-instance-job.ts';
import { holdFor } from '#server/instances/hold-for.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { loadFor } from '#server/instances/load-for.ts';
import { readSettings } from '#server/instances/read-settings.ts';
import type { JobStarted } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';
import type { Firmware } from './schema.ts';
import { setFirmwareJob } from './set-firmware.job.ts';

/**
 * Switches secure boot, the TPM and the drive of cloud-init of a stopped VM: the engine takes them at its next start. What
 * a TPM has kept is gone with it.
 */
export async function setFirmware(
  ctx: Ctx,
  { id, ...wanted }: Firmware & { id: string },
): Promise<JobStarted> {
  const read = await loadFor(ctx, 'set-firmware', id);
  await unlockFor(ctx, read.vault);
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, read.tenant.id);
    const instance = await holdFor(tx, 'set-firmware', read);
    const { name, kind, tenant, vault } = instance;
    // Of the disc that it was made with nothing is said: that one may be in another place by now.
    const settings = { ...(await readSettings(tx, instance)), ...wanted, isoId: null };
    const { engineConfig, engineDevices } = kindOf(kind);
    return enqueueInstanceJob(ctx, tx, setFirmwareJob, {
      action: 'instance.set-firmware',
      instance,
      params: {
        ...{ id, name, project: projectName(tenant.slug), vaultId: vault?.id },
        config: engineConfig(settings),
        devices: { tpm: null, 'cloud-init': null, ...engineDevices(settings) },
      },
      details: wanted,
    });
  });
}
