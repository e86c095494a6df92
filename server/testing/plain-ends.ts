import { play } from './play.ts';
import { runQueuedJobs } from './run-queued-jobs.ts';
import type { Scenario } from './scenario.ts';
import type { Snapshot } from './snapshot.ts';
import type { World } from './world.ts';

const ends = new WeakMap<World, Map<Scenario, Promise<Snapshot>>>();

/** How the world is when the scenario went as it should; played once for each world. */
export function plainEnd(world: World, scenario: Scenario): Promise<Snapshot> {
  const known = ends.get(world) ?? new Map<Scenario, Promise<Snapshot>>();
  ends.set(world, known);
  const end = known.get(scenario) ?? playPlain(world, scenario);
  known.set(scenario, end);
  return end;
}

async function playPlain(world: World, scenario: Scenario): Promise<Snapshot> {
  const { after, state, error } = await play(world, scenario, () => runQueuedJobs(world.ctx));
  if (state !== 'done') throw new Error(`${scenario.kind} does not even end well by itself: ${error}`);
  return after;
}
