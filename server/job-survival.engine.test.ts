import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobKinds } from '#server/job-kinds.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import { cancelJob } from '#server/jobs-view/cancel-job.ts';
import { disagreements } from '#server/testing/disagreements.ts';
import { plainEnd } from '#server/testing/plain-ends.ts';
import { expectDone, expectSaid, expectUndone, type Played, play } from '#server/testing/play.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runVariant } from '#server/testing/run-queued-jobs.ts';
import { definitionOf, playableScenarios, scenarios, titleOf } from '#server/testing/scenarios/scenarios.ts';
import { cancelIn, everythingTwice, failAfter, failBefore } from '#server/testing/vary-job.ts';
import { openWorld, type World } from '#server/testing/world.ts';
import type { Tools } from '#server/tools.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

test('every kind of job has a scenario', () => {
  expect(new Set(scenarios.map(({ kind }) => kind))).toEqual(new Set(jobKinds.keys()));
});

describe.each(playableScenarios.map((scenario) => [titleOf(scenario), scenario] as const))(
  '%s',
  (_title, scenario) => {
    const job = definitionOf(scenario);
    const final = job.steps.findIndex(({ name }) => name === scenario.finalStep);
    const ends = job.steps.length - 1;
    const playAs = (variant: AnyJob<Tools>) =>
      play(world, scenario, (jobId) => runVariant(world.ctx, jobId, variant, { skipsPauses: true }));
    const expectFailed = (played: Played, position: number) => {
      if (final >= 0 && position >= final) expectSaid(played);
      else expectUndone(played, scenario, world);
    };

    /** As `cancelJob` and the worker's dispatcher do it: the row says so, and what waits is broken off. */
    const playCancelled = async (position: number, when: 'while' | 'after') => {
      const cancel = new AbortController();
      let refusal: string | undefined;
      const played = await play(world, scenario, async (id) => {
        const ask = async () => {
          refusal = await refusalOf(cancelJob(world.ctx, { id })).then((end) =>
            end === 'done' ? undefined : end.reason,
          );
          if (!refusal) cancel.abort();
        };
        const variant = cancelIn(job, position, when, ask);
        await runVariant(world.ctx, id, variant, { signals: { cancel: cancel.signal } });
        await runVariant(world.ctx, id, job, { skipsPauses: true });
      });
      return { played, refusal };
    };

    test('by itself: our rows and the engine agree', async () => {
      expect(disagreements(await plainEnd(world, scenario))).toEqual([]);
    });
    test('every step twice: the same end', async () => {
      expectDone(await playAs(everythingTwice(job)), await plainEnd(world, scenario));
    });

    // Every step is undone once as well: when the next one fails before it acts, and the last one when it has acted.
    describe.each(job.steps.map(({ name }, position) => [name, position] as const))(
      '%s',
      (_name, position) => {
        test('fails before it acts: as if nothing had been', async () => {
          expectFailed(await playAs(failBefore(job, position)), position);
        });
        // That it is heard of after each step is the machine's matter, not the kind's: once is enough.
        test.each(position === 0 ? (['while', 'after'] as const) : (['while'] as const))(
          'is cancelled %s it acts: as before, or done',
          async (when) => {
            const { played, refusal } = await playCancelled(position, when);
            const isTooLate = job.steps.slice(0, position + 1).some(({ isFinal }) => isFinal);
            expect(refusal).toBe(isTooLate ? 'cancel-too-late' : undefined);
            if (played.state === 'done' && (isTooLate || position === ends)) {
              expectDone(played, await plainEnd(world, scenario));
            } else {
              expectUndone(played, scenario, world, 'cancelled');
            }
          },
        );
        test('fails when it has acted, and every undo runs twice: as if nothing had been', async () => {
          expectFailed(await playAs(everythingTwice(failAfter(job, position))), position);
        });
      },
    );
  },
);
