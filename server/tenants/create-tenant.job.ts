import { z } from 'zod';
import { env } from '#server/env.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { Engine } from '#server/incus/engine.ts';
import { engineUntil } from '#server/incus/engine-until.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import { ensureAcl, removeAcl } from '#server/networks/ensure-acl.ts';
import { ensureNetwork, removeNetwork } from '#server/networks/ensure-network.ts';
import { isolationRules } from '#server/networks/isolation-rules.ts';
import { listUsedAddresses } from '#server/networks/list-used-addresses.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { ensureProject, removeProject } from './ensure-project.ts';
import { partLeftBehind } from './part-left-behind.ts';

export const tenantParts = z.object({
  tenantId: z.uuid(),
  project: z.string(),
  bridge: z.string(),
  subnet: z.string(),
  limits: z.record(z.string(), z.string()),
});
export type TenantParts = z.infer<typeof tenantParts>;
type Step = BerthStep<TenantParts>;

/** The rules come before the network, so that it is never there without them. */
export const createTenantJob: BerthJob<TenantParts> = defineJob({
  kind: 'create-tenant',
  version: 1,
  params: tenantParts,
  steps: [
    {
      name: 'acl',
      run: (step: Step) => makeAcl({ engine: engineOf(step), params: step.params }),
      undo: (step: Step) => removeAcl(engineOf(step), step.params),
      leftBehind: (step: Step) => partLeftBehind(engineOf(step), 'acl', step.params, 'gone'),
    },
    {
      name: 'network',
      run: (step: Step) => ensureNetwork(engineOf(step), step.params),
      undo: (step: Step) => removeNetwork(engineOf(step), step.params),
      leftBehind: (step: Step) => partLeftBehind(engineOf(step), 'network', step.params, 'gone'),
    },
    {
      name: 'project',
      run: (step: Step) => ensureProject(engineOf(step), step.params),
      undo: (step: Step) => removeProject(engineOf(step), step.params),
      leftBehind: (step: Step) => partLeftBehind(engineOf(step), 'project', step.params, 'gone'),
    },
  ],
  onDone: (tx, { tenantId }) => setState(tx, tenantId, 'active'),
  async onFailed(tx, { tenantId }) {
    // Its range is free for others; another try chooses one anew.
    await tx.network.deleteMany({ where: { tenantId } });
    await setState(tx, tenantId, 'failed');
  },
});

/** A worker that has lost the job sends nothing more. */
export function engineOf({ engine, lease }: Pick<Step, 'engine' | 'lease'>): Engine {
  return engineUntil(engine, lease);
}

export async function makeAcl({ engine, params }: Pick<Step, 'engine' | 'params'>): Promise<void> {
  const used = await listUsedAddresses(engine);
  await ensureAcl(engine, params, isolationRules(params.subnet, env().BERTH_TENANT_RANGE, used));
}

type OnDone = NonNullable<BerthJob<TenantParts>['onDone']>;

async function setState(tx: Parameters<OnDone>[0], tenantId: string, state: 'active' | 'failed') {
  await tx.tenant.updateMany({ where: { id: tenantId }, data: { state } });
  await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
}
