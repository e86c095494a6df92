import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connectEngine } from '#server/incus/connect-engine.ts';
import type { AnyJob } from '#server/jobs/define-job.ts';
import { unfinishedJobStates } from '#server/jobs/states.ts';
import { atPoint } from '#server/testing/at-point.ts';
import { countingChanges } from '#server/testing/counting-changes.ts';
import { disagreements } from '#server/testing/disagreements.ts';
import { type FaultProxy, startFaultProxy } from '#server/testing/fault-proxy.ts';
import type { KillPoint } from '#server/testing/kill-point.ts';
import { expectDone, expectSaid, expectUndone, type Played, play } from '#server/testing/play.ts';
import { whereTheyStand } from '#server/testing/run-jobs.ts';
import { runVariant } from '#server/testing/run-queued-jobs.ts';
import { definitionOf, playableScenarios, titleOf } from '#server/testing/scenarios/scenarios.ts';
import type { Snapshot } from '#server/testing/snapshot.ts';
import { failAfter } from '#server/testing/vary-job.ts';
import { startWorkerPool, type WorkerPool } from '#server/testing/worker-pool.ts';
import { openWorld, type World } from '#server/testing/world.ts';
import type { Tools } from '#server/tools.ts';

/** So long that no worker loses its job on a busy machine; when one is dead, the test lets its lease run out. */
const leaseSeconds = 300;
const patienceMs = 30_000;
const change = /POST|PUT|PATCH|DELETE/;
const options = { skipsPauses: true };

let world: World;
let pool: WorkerPool;
let proxy: FaultProxy;

beforeAll(async () => {
  proxy = await startFaultProxy();
  pool = await startWorkerPool();
  world = await openWorld();
});
afterEach(() => proxy.heal());
afterAll(async () => {
  await pool?.close();
  await proxy?.close();
  await world?.close();
});

type StepPoint = Exclude<KillPoint, { action: 'end' }>;
/** The worker did its job without coming to where it was to die. */
class PointNotReached extends Error {}

type Wish = { kind: string; failsAfter?: number; killPoint?: KillPoint };

/**
 * A worker comes and goes: at its kill point, or while the engine's answer to a change, after `changesBefore`
 * others, is on the way. Says whether it was the answer.
 */
async function comeAndDie(wish: Wish, changesBefore = Number.POSITIVE_INFINITY): Promise<boolean> {
  const held = proxy.place({ fault: { kind: 'hold' }, method: change, skip: changesBefore });
  const order = { ...wish, databaseUrl: world.databaseUrl, engineUrl: proxy.url, leaseSeconds };
  const worker = await pool.send(order);
  void held.struck.then(() => worker.kill());
  let isOverdue = false;
  const timer = setTimeout(() => {
    isOverdue = true;
    worker.kill();
  }, patienceMs);
  const signal = await worker.ended;
  clearTimeout(timer);
  held.remove();
  if (isOverdue || signal !== 'SIGKILL') {
    const stand = await whereTheyStand(world.ctx.db);
    throw new PointNotReached(`the worker ended with ${signal} and did not reach the point; now: ${stand}`);
  }
  // The dead worker's lease runs out, and no pause is waited for.
  const where = { state: { in: [...unfinishedJobStates] } };
  await world.ctx.db.job.updateMany({ where, data: { claimedUntil: new Date(0), runAt: new Date(0) } });
  return held.hits() > 0;
}

/** A worker dies in the transaction that ends the job: nothing of that is written. */
async function dieAtEnd(wish: Wish) {
  await atPoint(`${wish.kind}, in its end`, () => comeAndDie({ ...wish, killPoint: { action: 'end' } }));
}

/** Three workers die at one step or undo: before it, while the engine answers its first change, and after it. */
async function dieAround(wish: Wish, point: Omit<StepPoint, 'when'>, name: string | undefined) {
  const dieAt = (when: StepPoint['when'], changesBefore?: number) =>
    atPoint(`${wish.kind}, ${when} the ${point.action} of ${name}`, () =>
      comeAndDie({ ...wish, killPoint: { ...point, when } }, changesBefore),
    );
  await dieAt('before');
  const wasInside = await dieAt('after', 0);
  if (wasInside) await dieAt('after');
}

describe.each(playableScenarios.map((scenario) => [titleOf(scenario), scenario] as const))(
  '%s',
  // Many workers die in one test; each of them is waited for no longer than `patienceMs`.
  { timeout: 240_000 },
  (_title, scenario) => {
    const job = definitionOf(scenario);
    const { kind } = scenario;
    const final = job.steps.findIndex(({ name }) => name === scenario.finalStep);
    const ends = job.steps.length - 1;
    /** How many changes of the engine each step makes when nothing goes wrong. */
    const changes = { run: new Map<number, number>(), undo: new Map<number, number>() };
    const fewest = scenario.fewestChanges ?? Number.POSITIVE_INFINITY;
    let plain: Snapshot;

    const playPlain = async (variant: AnyJob<Tools>) => {
      const through = { ...world.ctx, engine: connectEngine({ url: proxy.url }) };
      const played = await play(world, scenario, (jobId) => runVariant(through, jobId, variant, options));
      await through.engine.close();
      return played;
    };
    const variantOf = (variant: AnyJob<Tools>, { failsAfter }: Wish) =>
      failsAfter === undefined ? variant : failAfter(variant, failsAfter);
    const playCounting = (wish: Wish) => playPlain(variantOf(countingChanges(job, proxy, changes), wish));
    const expectFailed = (played: Played) => {
      if (final >= 0) expectSaid(played);
      else expectUndone(played, scenario, world);
    };

    /** A worker is killed in each change but the first of every step, or undo, that makes several. */
    const killInLaterChanges = async (
      action: 'run' | 'undo',
      wish: Wish,
      expectEnd: (played: Played) => void,
    ) => {
      // What comes first of an undoing is all that was done.
      let before = action === 'run' ? 0 : sum(changes.run.values());
      for (const position of changes[action].keys()) {
        const made = () => changes[action].get(position) ?? 0;
        const name = job.steps[position]?.name;
        for (let nth = 1; nth < made() && (action === 'undo' || before + nth < fewest); nth++) {
          await atPoint(
            `${kind}, in change ${nth + 1} of ${made()} of the ${action} of ${name}`,
            async () => {
              try {
                const killed = await play(world, scenario, async (jobId) => {
                  await comeAndDie(wish, before + nth);
                  await runVariant(world.ctx, jobId, variantOf(job, wish), options);
                });
                expectEnd(killed);
              } catch (error) {
                if (!(error instanceof PointNotReached)) throw error;
                // A neighbour's work may have made the step try again while it was counted.
                await playCounting(wish);
                if (nth < made()) throw error;
              }
            },
          );
        }
        before += made();
      }
    };

    test('nobody is killed: our rows and the engine agree', async () => {
      const played = await playCounting({ kind });
      plain = played.after;
      expect(played).toMatchObject({ state: 'done', error: null });
      expect(disagreements(plain)).toEqual([]);
    });

    test('a worker is killed before, in and after each step and while it ends the job: the last one ends it', async () => {
      const played = await play(world, scenario, async (jobId) => {
        for (const [position, { name }] of job.steps.entries()) {
          await dieAround({ kind }, { position, action: 'run' }, name);
        }
        await dieAtEnd({ kind });
        await runVariant(world.ctx, jobId, job, options);
      });
      expectDone(played, plain);
    });

    test('a worker is killed while the engine answers a later change of a step that makes several', async () => {
      await killInLaterChanges('run', { kind }, (played) => expectDone(played, plain));
    });

    test('it fails at its end, and a worker is killed before, in and after each undo and while it ends the job', async () => {
      const wish = { kind, failsAfter: ends };
      const played = await play(world, scenario, async (jobId) => {
        for (const [position, { name, undo }] of [...job.steps.entries()].toReversed()) {
          if (undo) await dieAround(wish, { position, action: 'undo' }, name);
        }
        await dieAtEnd(wish);
        await runVariant(world.ctx, jobId, failAfter(job, ends), options);
      });
      expectFailed(played);
    });

    test.runIf(job.steps.some(({ undo }) => undo))(
      'it fails at its end, and a worker is killed while the engine answers a later change of an undo that makes several',
      async () => {
        const wish = { kind, failsAfter: ends };
        expectFailed(await playCounting(wish));
        await killInLaterChanges('undo', wish, expectFailed);
      },
    );
  },
);

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0);
}
