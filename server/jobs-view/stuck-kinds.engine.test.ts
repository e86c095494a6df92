import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { bridgeName, projectName } from '#server/networks/network-names.ts';
import type { FaultProxy } from '#server/testing/fault-proxy.ts';
import { engineFailed } from '#server/testing/faults.ts';
import { type FaultyWorld, openFaultyWorld } from '#server/testing/open-faulty-world.ts';
import { plainEnd } from '#server/testing/plain-ends.ts';
import { expectDone, expectUndone, play } from '#server/testing/play.ts';
import { runVariant } from '#server/testing/run-queued-jobs.ts';
import type { Scenario } from '#server/testing/scenario.ts';
import { definitionOf, scenarios, titleOf } from '#server/testing/scenarios/scenarios.ts';
import { aroundUndos, failAfter } from '#server/testing/vary-job.ts';
import type { World } from '#server/testing/world.ts';
import { getJob } from './get-job.ts';
import { listLeftovers } from './list-leftovers.ts';
import { retryForward } from './retry-forward.ts';
import { retryUndo } from './retry-undo.ts';

type Left = { step: string; thing: string; name: string; place?: string; note: string };

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

/** By scenario: what of it is left where no undo of it could change anything. */
const leftBy: Record<string, () => Left[] | Promise<Left[]>> = {
  'resize-instance of a running instance': () => {
    const differs =
      'limits.cpu=2 (1), limits.memory=201326592B (134217728B), root.size=2147483648B (1073741824B)';
    return [{ step: 'resize', thing: 'limits', name: 'web', place: world.tenant.project, note: differs }];
  },
  'suspend-tenant': () => [
    { step: 'stop', thing: 'instance', name: 'web', place: world.tenant.project, note: 'stopped' },
  ],
  'create-tenant': () => partsOfOther(['acl', 'network', 'project'], 'there'),
  'delete-tenant': () => partsOfOther(['project', 'network', 'acl'], 'missing'),
};

async function partsOfOther(parts: readonly string[], note: string): Promise<Left[]> {
  const { ctx, otherSlug: slug } = world;
  const { id } = await ctx.db.tenant.findUniqueOrThrow({ where: { slug } });
  const nameOf = (part: string) => (part === 'project' ? projectName(slug) : bridgeName(id));
  return parts.map((part) => ({ step: part, thing: part, name: nameOf(part), note }));
}

/** It fails at its end and the engine refuses every change that would undo it; then that is over, and `goOn`. */
function playStuck(
  scenario: Scenario,
  left: () => Left[] | Promise<Left[]>,
  goOn: (id: string) => Promise<unknown>,
) {
  const { ctx } = world;
  const job = definitionOf(scenario);
  const refused = aroundUndos(failAfter(job, job.steps.length - 1), (_position, undo) => {
    proxy.place({ fault: engineFailed, method: change, times: 1000 });
    return undo();
  });
  return play(world, scenario, async (id) => {
    await runVariant(faulty, id, refused, options);
    expect((await getJob(ctx, id)).state).toBe('stuck');
    const { items, unknown } = await listLeftovers(ctx, { id });
    expect({ items, unknown }).toMatchObject({ items: await left(), unknown: [] });
    proxy.heal();
    await goOn(id);
    await runVariant(faulty, id, job, options);
  });
}

describe.each(Object.entries(leftBy))('%s', (title, left) => {
  const scenario = scenarios.find((one) => titleOf(one) === title);
  if (!scenario) throw new Error(`there is no scenario ${title}`);

  test('stuck, it tells what is left; undone again, it is as if nothing had been', async () => {
    const played = await playStuck(scenario, left, (id) => retryUndo(world.ctx, { id }));
    expectUndone(played, scenario, world);
  });
  test('stuck, and tried forward again, it comes to its end', async () => {
    const played = await playStuck(scenario, left, (id) => retryForward(world.ctx, { id }));
    expectDone(played, await plainEnd(world, scenario));
  });
});
