import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { atPoint } from '#server/testing/at-point.ts';
import { countingChanges } from '#server/testing/counting-changes.ts';
import { disagreements } from '#server/testing/disagreements.ts';
import type { FaultProxy } from '#server/testing/fault-proxy.ts';
import type { Fault } from '#server/testing/fault-rules.ts';
import {
  badGateway,
  engineFailed,
  engineStarting,
  halfReply,
  operationForgotten,
  operationPath,
} from '#server/testing/faults.ts';
import { type FaultyWorld, openFaultyWorld } from '#server/testing/open-faulty-world.ts';
import { expectDone, expectSaid, expectUndone, type Played, play } from '#server/testing/play.ts';
import { runQueuedJobs, runVariant } from '#server/testing/run-queued-jobs.ts';
import { definitionOf, playableScenarios, titleOf } from '#server/testing/scenarios/scenarios.ts';
import type { Snapshot } from '#server/testing/snapshot.ts';
import { aroundUndos, failAfter } from '#server/testing/vary-job.ts';
import type { World } from '#server/testing/world.ts';

/*
 * Every change that a kind of job makes on the engine suffers each of: a fault after which the engine has not done
 * it, an answer that is lost when it has, and a failure for good. The first two have several forms, of which each
 * change gets one: they rotate over the changes of a job, and over the scenarios. So do the first changes of undos.
 */
const notDone: readonly Fault[] = [
  badGateway,
  { kind: 'cut-before' },
  engineStarting,
  { kind: 'half-request' },
  halfReply,
];
const lostAnswer: readonly Fault[] = [{ kind: 'cut-after' }, { kind: 'half-answer' }];

/** What the first change of each undo suffers, in turn; no undo gives up for one of these. */
const undoFaults: readonly Fault[] = [{ kind: 'cut-before' }, { kind: 'cut-after' }, engineFailed];

const change = /POST|PUT|PATCH|DELETE/;
const options = { skipsPauses: true };

let opened: FaultyWorld;
let world: World;
let proxy: FaultProxy;
let faulty: Ctx;

beforeAll(async () => {
  opened = await openFaultyWorld();
  ({ world, proxy, faulty } = opened);
});
beforeEach(() => proxy.heal());
afterAll(() => opened?.close());

describe.each(playableScenarios.map((scenario, index) => [titleOf(scenario), scenario, index] as const))(
  '%s',
  (_title, scenario, index) => {
    const job = definitionOf(scenario);
    const changes = { run: new Map<number, number>(), undo: new Map<number, number>() };
    let plain: Snapshot;
    const final = job.steps.findIndex(({ name }) => name === scenario.finalStep);
    const ends = job.steps.length - 1;
    const expectFailed = (played: Played, position: number) => {
      if (final >= 0 && position >= final) expectSaid(played);
      else expectUndone(played, scenario, world);
    };
    const playFaulty = () => play(world, scenario, () => runQueuedJobs(faulty, options));

    test('without a fault: our rows and the engine agree', async () => {
      const counting = countingChanges(job, proxy, changes);
      const played = await play(world, scenario, (jobId) => runVariant(faulty, jobId, counting, options));
      plain = played.after;
      expect(played).toMatchObject({ state: 'done', error: null });
      expect(disagreements(plain)).toEqual([]);
    });

    test('each change is not done, then its answer is lost: it is done all the same', async () => {
      const placed = [notDone, lostAnswer].map((faults) =>
        proxy.place({ method: change, isForEach: true, fault: from(faults, index) }),
      );
      proxy.place({ method: 'GET', fault: { kind: 'delay', ms: 300 } });
      expectDone(await playFaulty(), plain);
      // Whether a change that was not done is asked for once more is up to what the step sees then.
      const makesChanges = [...changes.run.values()].some((count) => count > 0);
      expect(placed.some(({ hits }) => hits() > 0)).toBe(makesChanges);
    });

    test('operations are forgotten: it is done all the same', async () => {
      proxy.place({ fault: operationForgotten, path: operationPath, times: 3 });
      expectDone(await playFaulty(), plain);
    });

    test('the engine could not do one of its changes: undone, or said', { timeout: 240_000 }, async () => {
      let skip = 0;
      for (const [position, count] of changes.run) {
        for (let nth = 1; nth <= count; nth++, skip++) {
          proxy.place({ fault: engineFailed, method: change, skip });
          await atPoint(`change ${nth} of step ${job.steps[position]?.name}`, async () => {
            const played = await playFaulty();
            // A clean stop that fails is followed by a forced one.
            if (played.state === 'done' && scenario.goesOnWithout)
              expect(disagreements(played.after)).toEqual([]);
            else if (played.state === 'done') expectDone(played, plain);
            else expectFailed(played, position);
          });
          proxy.heal();
        }
      }
    });

    test('it fails at its end, and then the first change of each undo: as if nothing had been', async () => {
      let firstStruck: number[] | undefined;
      for (const fault of undoFaults) {
        const struck = new Set<number>();
        const variant = aroundUndos(failAfter(job, ends), async (position, undo) => {
          const placed = struck.has(position) ? undefined : proxy.place({ fault, method: change });
          try {
            await undo();
          } finally {
            if (placed?.hits()) struck.add(position);
            placed?.remove();
          }
        });
        await atPoint(fault.kind, async () => {
          const played = await play(world, scenario, (jobId) => runVariant(faulty, jobId, variant, options));
          expectFailed(played, ends);
          firstStruck ??= [...struck];
          expect([...struck]).toEqual(firstStruck);
        });
        // No undo of it changes anything.
        if (firstStruck?.length === 0) return;
      }
    });
  },
);

/** The same list, begun elsewhere. */
function from(faults: readonly Fault[], index: number): [Fault, ...Fault[]] {
  const start = index % faults.length;
  return [...faults.slice(start), ...faults.slice(0, start)] as [Fault, ...Fault[]];
}
