import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { configureInstanceJob } from '#server/instances/configure-instance.job.ts';
import { enqueueInstanceJob } from '#server/instances/enqueue-instance-job.ts';
import { holdFor } from '#server/instances/hold-for.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import { loadFor } from '#server/instances/load-for.ts';
import { readSettings } from '#server/instances/read-settings.ts';
import type { JobStarted } from '#server/instances/schema.ts';
import { projectName } from '#server/networks/network-names.ts';
import { allowancesOf } from '#server/plans/allowances-of.ts';
import { lockActiveTenant } from '#server/quotas/lock-active-tenant.ts';
import { unlockFor } from '#server/vaults/unlock-for.ts';

/**
 * Lets containers be run inside an instance, where the plan allows that, or no more. A running one takes it at its next
 * start. Throws `refused` where the plan does not allow it.
 */
export async function setNesting(ctx: Ctx, { id, isOn }: { id: string; isOn: boolean }): Promise<JobStarted> {
  const read = await loadFor(ctx, 'configure', id);
  await unlockFor(ctx, read.vault);
  return ctx.db.$transaction(async (tx) => {
    await lockActiveTenant(tx, read.tenant.id);
    const instance = await holdFor(tx, 'configure', read);
    const before = await readSettings(tx, instance);
    if (!('nesting' in before)) throw new AppError('refused', 'nesting-not-of-kind');
    const kind = kindOf(instance.kind);
    const allowed = { tenantId: read.tenant.id, planId: instance.plan?.id };
    const { settings } = await kind.choose(tx, {
      ...{
        kind: read.kind,
        tenantId: read.tenant.id,
        settings: { ...before, nesting: isOn },
        size: instance,
      },
      allowances: await allowancesOf(tx, allowed),
    });
    const { name, tenant, vault } = instance;
    const [config, former] = withBlanks(kind.engineConfig(settings), kind.engineConfig(before));
    return enqueueInstanceJob(ctx, tx, configureInstanceJob, {
      action: 'instance.set-nesting',
      instance,
      params: { id, name, project: projectName(tenant.slug), vaultId: vault?.id, config, former, settings },
      details: { isOn },
    });
  });
}

/** Each with every key of both: what one has not is unset. */
function withBlanks(a: Record<string, string>, b: Record<string, string>) {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const fill = (from: Record<string, string>) =>
    Object.fromEntries(keys.map((key) => [key, from[key] ?? '']));
  return [fill(a), fill(b)] as const;
}
