import { z } from 'zod';
import { notifyChange } from '#server/events/notify-change.ts';
import { failedStart } from '#server/instances/failed-start.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { openVaultsOf } from '#server/vaults/open-vaults-of.ts';
import { noWhy } from '#server/why/why.ts';
import { powerLeftBehind } from './power-left-behind.ts';
import { startInEngine } from './start-in-engine.ts';
import { stopInEngine } from './stop-in-engine.ts';

const params = z.object({ tenantId: z.uuid(), project: z.string() });
export type UnsuspendTenantParams = z.infer<typeof params>;
type Step = BerthStep<UnsuspendTenantParams>;

const names = z.array(z.string());
const failedStarts = z.array(failedStart);

/** Brings back the power state of before; the tenant is active again when all that ran was started. */
export const unsuspendTenantJob: BerthJob<UnsuspendTenantParams> = defineJob({
  kind: 'unsuspend-tenant',
  version: 1,
  params,
  steps: [
    { name: 'recall', run: recallRunning, remembers: true },
    { name: 'start', run: startFormer, undo: stopAgain, leftBehind: stillRunning },
  ],
  async onDone(tx, { tenantId }, outputs) {
    const failed = failedStarts.parse(outputs.start);
    const failedNames = failed.map(({ name }) => name);
    const started = names.parse(outputs.recall).filter((name) => !failedNames.includes(name));
    await tx.instance.updateMany({
      where: { tenantId, name: { in: started } },
      data: { state: 'running', ...noWhy, startedAt: new Date() },
    });
    for (const { name, why, ...reason } of failed) {
      const data = { stateReason: why, ...reason };
      await tx.instance.updateMany({ where: { tenantId, name }, data });
    }
    const data = { state: 'active', suspendedReason: null, suspendedAt: null };
    await tx.tenant.update({ where: { id: tenantId }, data });
    await notifyChange(tx, { topic: 'tenant', id: tenantId, tenantId });
  },
});

async function recallRunning({ db, params: { tenantId } }: Step): Promise<string[]> {
  const rows = await db.instance.findMany({
    where: { tenantId, wantsRunning: true, state: 'stopped' },
    select: { name: true },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ name }) => name);
}

/** One whose vault cannot be opened, as where only the customer has the passphrase, stays down and says why. */
async function startFormer(step: Step) {
  const { engine, params, outputs, note, signal } = step;
  const failed = await openVaultsOf(step, names.parse(outputs.recall));
  const able = names.parse(outputs.recall).filter((name) => !failed.some((each) => each.name === name));
  const started = await startInEngine(engine, { project: params.project, names: able }, { note, signal });
  return [...failed, ...started];
}

async function stopAgain({ engine, params: { project }, outputs, note, signal }: Step): Promise<void> {
  await stopInEngine(engine, { project, names: names.parse(outputs.recall) }, { note, signal });
}

function stillRunning({ engine, params: { project }, outputs, signal }: Step) {
  const started = names.catch([]).parse(outputs.recall);
  return powerLeftBehind(engine, { project, names: started, wanted: 'stopped' }, signal);
}
