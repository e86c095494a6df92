import { stopInstance } from '#server/instances/stop-instance.ts';
import { closeVault } from '#server/vaults/close-vault.ts';
import { openVault } from '#server/vaults/open-vault.ts';
import { finishJob } from './finish-job.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './measure-creates.ts';

/** Milliseconds in which a vault with a stopped instance in it is locked and opened, by the verbs that the API calls. */
export async function measureLocks(
  ground: Ground,
  { inside, vaultId }: Kept,
  rounds: number,
): Promise<{ open: number[]; lock: number[] }> {
  const { ctx, signal } = ground;
  const { jobId } = await stopInstance(ctx, { id: inside.id, isForced: true });
  await finishJob(ground, jobId);
  const times = { open: [] as number[], lock: [] as number[] };
  // The first locking writes down what was left of the work before it: it is not counted.
  await closeVault(ctx, { id: vaultId });
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted();
    times.open.push(await timed(() => openVault(ctx, { id: vaultId })));
    times.lock.push(await timed(() => closeVault(ctx, { id: vaultId })));
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
