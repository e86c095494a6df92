import { z } from 'zod';
import { followCreation } from '#server/deployments/follow-creation.ts';
import { env } from '#server/env.ts';
import { EngineError, isEngineError } from '#server/incus/engine-error.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import { createInstance } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { defineJob } from '#server/jobs/define-job.ts';
import type { BerthJob, BerthStep } from '#server/tools.ts';
import { withDisk } from '#server/vaults/with-disk.ts';
import { noWhy, whyOf } from '#server/why/why.ts';
import { adoptOnEngine } from './adopt-on-engine.ts';
import { applyRootPassword } from './apply-root-password.ts';
import { engineConfig } from './engine-config.ts';
import { findOnEngine } from './find-on-engine.ts';
import { instanceLeftBehind } from './instance-left-behind.ts';
import { instanceParams } from './job-params.ts';
import { readJobSecret } from './job-secret.ts';
import { kindOf } from './kinds/kinds.ts';
import { instanceKinds } from './kinds/schema.ts';
import { nodeIds } from './node-ids.ts';
import { removeFromEngine } from './remove-from-engine.ts';

const params = instanceParams.extend({
  kind: z.enum(instanceKinds).default('light-vm'),
  imageAlias: z.string(),
  engineType: z.enum(['container', 'virtual-machine']).default('container'),
  /** What the engine is told of its kind alone. */
  kindConfig: z.record(z.string(), z.string()).default({}),
  kindDevices: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  vcpus: z.number(),
  memoryBytes: z.number(),
  diskBytes: z.number(),
  bridge: z.string(),
  ipv4: z.string(),
  gateway: z.string(),
  sshKeys: z.array(z.string()),
  pool: z.string().nullish().describe("Its vault's; the installation's own where there is none"),
  /** Whether the sealed secret holds them: a step that needs none does not ask for it. */
  hasUserData: z.boolean(),
  hasRootPassword: z.boolean(),
});
export type CreateParams = z.infer<typeof params>;
export type CreateParamsInput = z.input<typeof params>;
type Step = BerthStep<CreateParams>;

/** Done when the engine says that it runs; nobody waits for the guest's own services. */
export const createInstanceJob: BerthJob<CreateParams> = defineJob({
  kind: 'create-instance',
  version: 1,
  params,
  steps: [
    withDisk(
      { name: 'create', run: create, undo: removeFromEngine, leftBehind: instanceLeftBehind },
      { needsRoom: true, endsHold: true, undoRemoves: true },
    ),
    { name: 'root-password', run: setPassword },
  ],
  async onDone(tx, { id }, outputs) {
    const { location, startedAt } = created.parse(outputs.create);
    const nodeId = (await nodeIds(tx))(location);
    await tx.instance.update({ where: { id }, data: { state: 'running', ...noWhy, startedAt, nodeId } });
  },
  follow: (tx, { id }, jobId) => followCreation(tx, id, jobId),
  async onFailed(tx, { id }, error) {
    // Whoever cancelled it wants it gone, and not to read why it is not there.
    if (error.reason === 'cancelled') {
      await tx.instance.deleteMany({ where: { id } });
      return;
    }
    // What was left on the engine may still hold the address: it is nobody else's before that is gone.
    const left = await tx.job.count({
      where: { subjectKey: `instance:${id}`, state: 'undoing', resolvedAt: { not: null } },
    });
    const data = { state: 'failed', ...whyOf(error), ...(left === 0 && { ipv4: null }) };
    await tx.instance.updateMany({ where: { id }, data });
  },
});

const created = z.object({ location: z.string(), startedAt: z.string() });

/**
 * One call makes it and starts it. Where its answer was lost the name is taken already when the step runs
 * again: then the instance there is ours if it carries our id.
 */
async function create(step: Step): Promise<z.infer<typeof created>> {
  const { engine, params, signal } = step;
  const { userData } = readJobSecret(params.hasUserData ? await step.secret() : null);
  try {
    // Not broken off by a cancelling: nobody would know whether the engine had heard it.
    const operation = await createInstance(engine, toEngine(params, userData));
    const ended = await finishOperation(engine, operation, { signal });
    if (ended) return { location: ended.location, startedAt: new Date().toISOString() };
    await refuseIfNothing(step);
  } catch (error) {
    if (!(await isThereAnyway(step, error))) throw error;
  }
  const { location } = await adoptOnEngine(step);
  return { location, startedAt: new Date().toISOString() };
}

/**
 * A creation whose answer was lost has made what the next try stumbles over: the name is taken, or the quota is
 * full by this very instance.
 */
async function isThereAnyway({ engine, params, signal }: Step, error: unknown): Promise<boolean> {
  if (isEngineError(error, 'conflict')) return true;
  if (!isEngineError(error, 'refused') && !isEngineError(error, 'failed')) return false;
  return (await findOnEngine(engine, params, signal)) !== undefined;
}

/** The engine has forgotten how it ended: what is not there now has to be made anew. */
async function refuseIfNothing(step: Step): Promise<void> {
  const { engine, params, signal } = step;
  await finishWork(step.engine, step.params, { signal: step.signal });
  if (await findOnEngine(engine, params, signal)) return;
  throw new EngineError({
    kind: 'unavailable',
    engineMessage: `the engine has forgotten the creation of ${params.name}`,
    method: 'POST',
    path: '/1.0/instances',
    project: params.project,
  });
}

function toEngine(input: CreateParams, userData: string | undefined): Parameters<typeof createInstance>[1] {
  return {
    project: input.project,
    name: input.name,
    type: input.engineType,
    source: input.imageAlias === '' ? 'none' : { alias: input.imageAlias },
    config: {
      ...engineConfig({ ...input, userData }),
      ...kindOf(input.kind).accessConfig?.(input.sshKeys),
      ...input.kindConfig,
    },
    devices: {
      ...input.kindDevices,
      root: { type: 'disk', path: '/', pool: input.pool ?? env().BERTH_POOL, size: `${input.diskBytes}B` },
      eth0: { type: 'nic', name: 'eth0', network: input.bridge, 'ipv4.address': input.ipv4 },
    },
    start: true,
  };
}

async function setPassword(step: Step): Promise<void> {
  if (!step.params.hasRootPassword) return;
  const { rootPasswordHash } = readJobSecret(await step.secret());
  if (rootPasswordHash) await applyRootPassword(step.engine, step.params, rootPasswordHash, step.signal);
}
