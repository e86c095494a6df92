import { expect } from 'vitest';
import { isLive, liveJobStates } from '#server/jobs/states.ts';
import { withoutNames, withoutWhatStays } from './compare-snapshots.ts';
import { disagreements } from './disagreements.ts';
import { lockAtRest } from './lock-at-rest.ts';
import { whereTheyStand } from './run-jobs.ts';
import type { Scenario } from './scenario.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import type { World } from './world.ts';

export type Played = { before: Snapshot; after: Snapshot; state: string; error: string | null };

/** Prepares, takes a snapshot, calls the verb, lets `run` bring the job to its end, and takes another. */
export async function play(
  world: World,
  scenario: Scenario,
  run: (jobId: string) => Promise<unknown>,
): Promise<Played> {
  // What an earlier play could not end is its own failure, and none of this one's.
  await world.ctx.db.job.deleteMany({ where: { state: { in: [...liveJobStates] } } });
  await scenario.prepare(world);
  const before = await snapshotAtRest(world);
  const jobId = await scenario.begin(world);
  await run(jobId);
  const after = await snapshotAtRest(world);
  const { state, error } = await world.ctx.db.job.findUniqueOrThrow({ where: { id: jobId } });
  if (isLive(state)) throw new Error(`not at its end: ${await whereTheyStand(world.ctx.db)}`);
  return { before, after, state, error };
}

/** A vault in which nothing runs is locked by its loop, sooner or later: here it is now. */
async function snapshotAtRest(world: World): Promise<Snapshot> {
  await lockAtRest(world.ctx);
  return takeSnapshot(world);
}

/** The job did all that it does when nothing goes wrong. */
export function expectDone({ after, state, error }: Played, plain: Snapshot): void {
  expect(error ?? state).toBe('done');
  expect(disagreements(after)).toEqual([]);
  expect(withoutNames(after)).toEqual(withoutNames(plain));
}

/** The job failed, or was cancelled, and has left nothing but what its scenario says. */
export function expectUndone(
  { before, after, state, error }: Played,
  { stays }: Scenario,
  world: World,
  end: 'failed' | 'cancelled' = 'failed',
): void {
  expect(state).toBe(end);
  expect(error).toBeTruthy();
  expect(withoutWhatStays(after, stays?.(world, end))).toEqual(before);
  expect(disagreements(after)).toEqual(disagreements(before));
}

/** The job failed where nothing can be brought back: it says why, and our rows say what is there. */
export function expectSaid({ before, after, state, error }: Played): void {
  expect(state).toBe('failed');
  expect(error).toBeTruthy();
  const former = disagreements(before);
  expect(disagreements(after).filter((text) => !former.includes(text))).toEqual([]);
}
