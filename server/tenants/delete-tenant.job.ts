import { z } from 'zod';
import { notifyChange } from '#server/events/notify-change.ts';
import { removeTenantImages } from '#server/images/remove-tenant-images.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import { removeAcl } from '#server/networks/ensure-acl.ts';
import { ensureNetwork, removeNetwork } from '#server/networks/ensure-network.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { keepReceipts } from '#server/vaults/receipts/keep-receipts.ts';
import { engineOf, makeAcl, tenantParts } from './create-tenant.job.ts';
import { ensureProject, removeProject } from './ensure-project.ts';
import { partLeftBehind } from './part-left-behind.ts';
import { tenantStates } from './schema.ts';

const params = tenantParts.extend({ formerState: z.enum(tenantStates) });
export type DeleteTenantParams = z.infer<typeof params>;
type Step = BerthStep<DeleteTenantParams>;

/** In the other order than create-tenant made it; the project goes only when it is empty. */
const parts = [
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
] as const;

const ends = {
  async onDone(tx, { tenantId }) {
    await keepReceipts(tx, tenantId);
    // Destroyed ones; the receipts stay.
    await tx.vault.deleteMany({ where: { tenantId, state: 'shredded' } });
    await tx.image.deleteMany({ where: { tenantId } });
    await tx.tenant.deleteMany({ where: { id: tenantId } });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId: null });
  },
  async onFailed(tx, { tenantId, formerState }) {
    await tx.tenant.updateMany({ where: { id: tenantId }, data: { state: formerState } });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  },
} satisfies Pick<BerthJob<DeleteTenantParams>, 'onDone' | 'onFailed'>;

/** Takes away what create-tenant made, and the images that the tenant has made of its instances. */
export const deleteTenantJob: BerthJob<DeleteTenantParams> = defineJob({
  kind: 'delete-tenant',
  version: 2,
  params,
  steps: [...parts, { name: 'images', run: removeImages, isFinal: true }],
  ...ends,
  former: [{ kind: 'delete-tenant', version: 1, params, steps: parts, ...ends }],
});

/** They are in the engine's common project. Last, for nothing brings them back. */
function removeImages({ engine, params: { tenantId }, signal }: Step): Promise<void> {
  return removeTenantImages({ engine, tenantId, signal });
}

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
