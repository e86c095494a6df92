import { z } from 'zod';
import type { Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { forEachAtOnce } from '#server/for-each-at-once.ts';
import { saveObserved } from '#server/instances/save-observed.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import { Interrupted } from '#server/jobs/interrupted.ts';
import { projectName } from '#server/networks/network-names.ts';
import { stopInEngine } from '#server/tenants/stop-in-engine.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { bringClosed } from './bring-closed.ts';
import { closeAnyhow } from './close-anyhow.ts';
import { byJob } from './record-vault-event.ts';
import { tidyLocked } from './tidy-locked.ts';
import { readVaultRow } from './vault-row.ts';

const params = z.object({ nodeId: z.uuid() });
export type PanicLockParams = z.infer<typeof params>;
type Step = BerthStep<PanicLockParams>;

/** What a guest gets to end cleanly: whoever presses this has no more. */
const cleanStopSeconds = 5;
const comeBackMs = 500;
const atOnce = 8;

/** Everything in the vaults of a node stops, and they are locked. What is down stays down until somebody starts it. */
export const panicLockJob: BerthJob<PanicLockParams> = defineJob({
  kind: 'panic-lock',
  version: 1,
  params,
  steps: [
    { name: 'stop', run: stopAll, isFinal: true },
    { name: 'lock', run: lockAll, isFinal: true },
  ],
  async onDone(tx, { nodeId }) {
    const ids = (await listInside(tx, nodeId)).map(({ id }) => id);
    await tx.instance.updateMany({ where: { id: { in: ids } }, data: { wantsRunning: false } });
  },
});

async function stopAll(step: Step): Promise<void> {
  const { engine, db, params, note, signal } = step;
  // What is idle needs nobody to stop it, and no engine.
  await closeAll(step);
  const inside = await listInside(db, params.nodeId);
  const slugs = [...new Set(inside.map(({ tenant }) => tenant.slug))];
  await forEachAtOnce(slugs, atOnce, async (slug) => {
    const names = inside.filter(({ tenant }) => tenant.slug === slug).map(({ name }) => name);
    const stop = { project: projectName(slug), names, cleanStopSeconds };
    try {
      await stopInEngine(engine, stop, { note: (text) => note(`${slug} ${text}`), signal });
    } catch (error) {
      // One that runs on holds up no other; its vault is tried again until it is locked.
      if (!(error instanceof AppError)) throw error;
      await note(error.message);
    }
  });
  // At once: whatever comes after, this is how they are.
  for (const { id, name, state, tenant } of inside) {
    // What could not be made, or is being made, is nothing that was there and is lost.
    if (state !== 'running' && state !== 'frozen') continue;
    await saveObserved({ engine, db, params: { id, name, project: projectName(tenant.slug) }, note, signal });
  }
}

/** A job that is under way in a vault ends first; what it has started is stopped once more. */
async function lockAll(step: Step): Promise<void> {
  const { db, engine, params, lease } = step;
  const { left, unreachable } = await closeAll(step);
  // Whoever is at the door finds nothing beside the vaults either.
  if (left.length === 0) return tidyLocked({ db, engine, signal: lease }, { nodeId: params.nodeId });
  if (!unreachable) await stopAll(step);
  // Last: until the next try this is what is read.
  await step.note(left.join('; '));
  throw unreachable ?? new Interrupted('not locked yet', comeBackMs);
}

/**
 * Locks what can be locked now; of one whose job is stuck the key leaves the kernel, and the rest waits for a person.
 * `left`: what cannot, and why.
 */
async function closeAll(step: Step): Promise<{ left: string[]; unreachable: unknown }> {
  const { db, jobId, params } = step;
  const open = await db.vault.findMany({
    where: { nodeId: params.nodeId, state: { in: ['open', 'opening', 'closing', 'creating', 'broken'] } },
    select: { id: true, name: true, state: true },
  });
  const stuckJobs = await db.job.findMany({
    where: { state: 'stuck', subjectKey: { in: open.map(({ id }) => `vault:${id}`) } },
    select: { subjectKey: true },
  });
  const stuck = new Set(stuckJobs.map(({ subjectKey }) => subjectKey));
  const by = await byJob(db, jobId);
  const left: string[] = [];
  let unreachable: unknown;
  await forEachAtOnce(open, atOnce, async ({ id: vaultId, name, state }) => {
    try {
      if (state === 'broken' || stuck.has(`vault:${vaultId}`)) {
        await closeAnyhow(await readVaultRow(db, vaultId), step);
      } else await bringClosed(db, { vaultId, by, jobId });
    } catch (error) {
      // One that will not lock holds up no other.
      left.push(error instanceof AppError ? `${name}: ${error.fullMessage}` : name);
      if (!(error instanceof AppError)) unreachable ??= error;
    }
  });
  return { left, unreachable };
}

function listInside(db: Pick<Tx, 'instance'>, nodeId: string) {
  return db.instance.findMany({
    where: { vault: { nodeId } },
    select: { id: true, name: true, state: true, tenant: { select: { slug: true } } },
  });
}
