import { AppError } from '#server/errors.ts';
import { finishWork } from '#server/incus/finish-work.ts';
import type { Instance } from '#server/incus/instance.ts';
import {
  deleteInstance,
  listInstances,
  moveInstanceToPool,
  renameInstance,
} from '#server/incus/instances.ts';
import { hasInstanceVolume } from '#server/incus/storage-volumes.ts';
import type { EngineTarget } from './engine-target.ts';
import { idKey } from './find-on-engine.ts';
import { finishOrLookAgain } from './finish-or-look-again.ts';
import { untilSettled } from './until-settled.ts';

type Way = { from: string; to: string };

/**
 * Brings a stopped instance's disk into this pool, from wherever it is; done as well when it is there. What an engine
 * that was killed in the middle has left under a name of its own is settled first. Throws when it has not moved, or is still in `from` as well.
 */
export async function moveDisk(target: EngineTarget, { from, to: pool }: Way): Promise<void> {
  const { engine, params, signal } = target;
  const { project, name } = params;
  await untilSettled(async () => {
    const found = await settle(target);
    if (poolOf(found) === pool) return;
    await target.note('copying the disk');
    const operation = await moveInstanceToPool(engine, { project, name, pool }, { signal });
    await finishOrLookAgain(engine, operation, signal);
    const moved = await settle(target);
    const why = `its disk is in ${poolOf(moved)}`;
    if (poolOf(moved) !== pool) throw new AppError('refused', 'vault-moved-not', { name, why });
  }, signal);
  await verify(target, { from, to: pool });
}

/** The engine deletes the former disk when the copy is whole: one that stayed would be readable to whoever has it. */
async function verify({ engine, params, signal }: EngineTarget, { from, to }: Way): Promise<void> {
  const { project, name } = params;
  const isIn = (pool: string) => hasInstanceVolume(engine, { pool, project, name }, { signal });
  const [isThere, isLeft] = await Promise.all([isIn(to), isIn(from)]);
  if (isThere && !isLeft) return;
  const why = isThere ? `a copy of its disk is still in ${from}` : `its disk is not in ${to}`;
  throw new AppError('refused', 'vault-moved-not', { name, why });
}

/** Two with our id: the copy is not whole while the former one is there, and is the one that counts afterwards. */
async function settle({ engine, params, signal }: EngineTarget): Promise<Instance> {
  const { id, project, name } = params;
  await finishWork(engine, params, { signal });
  const all = (await listInstances(engine, { project }, { signal })).filter(
    ({ config }) => config[idKey] === id,
  );
  const own = all.find((each) => each.name === name);
  const [copy] = all.filter((each) => each.name !== name);
  if (!own && !copy) throw new AppError('not-found', 'instance-lost');
  if (!copy) return own as Instance;
  const ref = { project, name: copy.name };
  await finishWork(engine, ref, { signal });
  if (own) {
    await finishOrLookAgain(engine, await deleteInstance(engine, ref, { signal }), signal);
    return own;
  }
  await finishOrLookAgain(
    engine,
    await renameInstance(engine, { ...ref, newName: name }, { signal }),
    signal,
  );
  return { ...copy, name };
}

function poolOf({ devices, expandedDevices }: Instance): string | undefined {
  return (devices.root ?? expandedDevices.root)?.pool;
}
