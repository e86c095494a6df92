import { z } from 'zod';
import { AppError } from '#server/errors.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { isRunning, type TaggedInstance } from '#server/incus/instance.ts';
import { updateInstance } from '#server/incus/instances.ts';
import type { DeviceMap } from '#server/incus/shapes.ts';
import { idKey } from '#server/instances/find-on-engine.ts';
import { finishOrLookAgain } from '#server/instances/finish-or-look-again.ts';
import { nodeIds } from '#server/instances/node-ids.ts';
import { observedState } from '#server/instances/observed-state.ts';
import { untilSettled } from '#server/instances/until-settled.ts';
import { defineJob, type Leftover } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { openDisk } from '#server/vaults/with-disk.ts';
import { noWhy } from '#server/why/why.ts';
import { adoptedForm, formerForm, restoredForm } from './adopted-form.ts';
import { engineIdentity, findByName, identityOf, isSame } from './engine-identity.ts';
import { settleFinding } from './settle-finding.ts';

const params = z.object({
  findingId: z.uuid(),
  subjectKey: z.string(),
  actorName: z.string(),
  identity: engineIdentity,
  id: z.uuid().describe('Of the row that it gets'),
  /** It takes the place of a lost instance: that row is there already. */
  isRelink: z.boolean(),
  bridge: z.string(),
  gateway: z.string(),
  ipv4: z.string(),
  vaultId: z.uuid().nullish().describe('Where its disk is'),
});
export type AdoptParams = z.infer<typeof params>;
type Step = BerthStep<AdoptParams>;

/** Gives an instance of the engine our id and its address, so that it is one of ours from then on. */
export const adoptInstanceJob: BerthJob<AdoptParams> = defineJob({
  kind: 'adopt-instance',
  version: 1,
  params,
  steps: [
    { name: 'remember', run: async (step: Step) => formerForm(await findIt(step)), remembers: true },
    { name: 'mark', run: mark, undo: unmark, leftBehind: stillMarked },
  ],
  async onDone(tx, params, outputs) {
    const { location, ...seen } = marked.parse(outputs.mark);
    const nodeId = (await nodeIds(tx))(location);
    const row = await tx.instance.update({
      where: { id: params.id },
      data: { ...seen, ...noWhy, nodeId },
      select: { tenantId: true },
    });
    await settleFinding(tx, params, 'adopted');
    await notifyChange(tx, { topic: 'instance', id: params.id, tenantId: row.tenantId });
  },
  async onFailed(tx, { id, isRelink }) {
    if (!isRelink) await tx.instance.deleteMany({ where: { id } });
  },
});

const marked = z.object({ location: z.string(), state: z.string(), startedAt: z.string().nullable() });

async function mark(step: Step): Promise<z.infer<typeof marked>> {
  const { id, vaultId, identity } = step.params;
  // The engine writes an instance's configuration beside its disk as well, so it needs that.
  await openDisk({ ...step, params: { id, vaultId, ...identity } });
  return untilSettled(async () => {
    const found = await findIt(step);
    if (found.config[idKey] !== step.params.id)
      await put(step, { ...found, ...adoptedForm(found, step.params) });
    return {
      location: found.location,
      // Between two states now: the next look of the loop sees where it came to rest.
      state: observedState(found) ?? 'stopped',
      startedAt: isRunning(found) ? (found.lastUsedAt?.toISOString() ?? null) : null,
    };
  }, step.signal);
}

async function unmark(step: Step): Promise<void> {
  await finishWork(step.engine, step.params.identity, { signal: step.signal });
  await untilSettled(async () => {
    const found = await findByName(step.engine, step.params.identity, step.signal);
    if (found?.config[idKey] !== step.params.id || step.outputs.remember === undefined) return;
    await put(step, { ...found, ...restoredForm(found, step.outputs.remember) });
  }, step.signal);
}

/** It still carries the id that we gave it. */
async function stillMarked({ engine, params: { identity, id }, signal }: Step): Promise<Leftover[]> {
  const found = await findByName(engine, identity, signal);
  if (found?.config[idKey] !== id) return [];
  const { name, project } = identity;
  return [{ thing: 'instance', name, place: project, note: found.status.toLowerCase() }];
}

/** The very one that was to be adopted; with our new id where the step has run before. */
async function findIt({ engine, params: { identity, id }, signal }: Step): Promise<TaggedInstance> {
  const found = await findByName(engine, identity, signal);
  const isIt = found && (isSame(identityOf(found), identity) || found.config[idKey] === id);
  if (!isIt) throw new AppError('conflict', 'finding-changed', { name: identity.name });
  return found;
}

type Form = { config: Record<string, string>; devices: DeviceMap };

async function put({ engine, signal }: Step, instance: TaggedInstance & Form): Promise<void> {
  await finishOrLookAgain(engine, await updateInstance(engine, instance, { signal }), signal);
}
