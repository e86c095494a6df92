import { z } from 'zod';
import { notifyChange } from '#server/events/notify-change.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import { removeAcl } from '#server/networks/ensure-acl.ts';
import { ensureNetwork, removeNetwork } from '#server/networks/ensure-network.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { engineOf, makeAcl, tenantParts } from './create-tenant.job.ts';
import { ensureProject, removeProject } from './ensure-project.ts';
import { partLeftBehind } from './part-left-behind.ts';
import { tenantStates } from './schema.ts';

const params = tenantParts.extend({ formerState: z.enum(tenantStates) });
export type DeleteTenantParams = z.infer<typeof params>;
type Step = BerthStep<DeleteTenantParams>;

/** Takes away what create-tenant made, in the other order; the project goes only when it is empty. */
export const deleteTenantJob: BerthJob<DeleteTenantParams> = defineJob({
  kind: 'delete-tenant',
  version: 1,
  params,
  steps: [
    {
      name: 'project',
      run: (step: Step) => removeProject(engineOf(step), step.params),
      undo: unlessNeverMade((step) => ensureProject(engineOf(step), step.params)),
      isFinal: true,
      leftBehind: (step: Step) => partMissing(step, 'project'),
    },
    {
      name: 'network',
      run: (step: Step) => removeNetwork(engineOf(step), step.params),
      undo: unlessNeverMade((step) => ensureNetwork(engineOf(step), step.params)),
      isFinal: true,
      leftBehind: (step: Step) => partMissing(step, 'network'),
    },
    {
      name: 'acl',
      run: (step: Step) => removeAcl(engineOf(step), step.params),
      undo: unlessNeverMade((step) => makeAcl({ engine: engineOf(step), params: step.params })),
      isFinal: true,
      leftBehind: (step: Step) => partMissing(step, 'acl'),
    },
  ],
  async onDone(tx, { tenantId }) {
    // Destroyed ones; the receipts stay.
    await tx.vault.deleteMany({ where: { tenantId, state: 'shredded' } });
    await tx.tenant.deleteMany({ where: { id: tenantId } });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId: null });
  },
  async onFailed(tx, { tenantId, formerState }) {
    await tx.tenant.updateMany({ where: { id: tenantId }, data: { state: formerState } });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  },
});

/** A tenant whose making failed had nothing on the engine: then there is nothing to bring back. */
function unlessNeverMade(undo: (step: Step) => Promise<void>) {
  return async (step: Step): Promise<void> => {
    if (step.params.formerState !== 'failed') await undo(step);
  };
}

async function partMissing(step: Step, part: Parameters<typeof partLeftBehind>[1]): Promise<Leftover[]> {
  const { params } = step;
  return params.formerState === 'failed' ? [] : partLeftBehind(engineOf(step), part, params, 'there');
}
