import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { recreateInstance } from '#server/instances/recreate-instance.ts';
import { cancelJob } from '#server/jobs-view/cancel-job.ts';
import { sumAllocations } from '#server/quotas/sum-allocations.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { deleteIso } from './delete-iso.ts';
import { listIsos } from './list-isos.ts';

let place: TestCtx;
let owner: Ctx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;

beforeAll(async () => {
  place = await openTestCtx();
  tenant = await makeTenant(place.ctx.db, { quotaVms: 1 });
  owner = { ...place.ctx, actor: makeMember(tenant) };
});
afterAll(() => place?.close());

async function makeDisc(name: string): Promise<string> {
  const data = { tenantId: tenant.id, name, pool: 'discs', sizeBytes: 1000, state: 'ready' };
  return (await place.ctx.db.iso.create({ data })).id;
}

test('a disc whose deletion was cancelled is as it was, and counts as before', async () => {
  const { db } = place.ctx;
  const id = await makeDisc('kept');
  const disk = async () => (await sumAllocations(db, [tenant.id])).get(tenant.id)?.diskBytes;
  const former = await disk();
  const { jobId } = await deleteIso(owner, { id });
  await cancelJob(place.ctx, { id: jobId });
  await runQueuedJobs(place.ctx);
  const { items } = await listIsos(owner, { tenant: tenant.slug });
  expect(items.find((iso) => iso.id === id)).toMatchObject({ state: 'ready', reason: null });
  expect(await disk()).toBe(former);
});

test('a VM that is made again has all discs in its drives that our rows say', async () => {
  const { db } = place.ctx;
  await makeNetwork(db, tenant.id);
  const [first, later] = [await makeDisc('first'), await makeDisc('later')];
  const { id } = await makeInstance(db, {
    ...{ tenantId: tenant.id, kind: 'vm', state: 'lost' },
    settings: { isoId: first },
  });
  await db.isoAttachment.createMany({
    data: [
      { instanceId: id, isoId: first, bootsFirst: true },
      { instanceId: id, isoId: later },
    ],
  });
  const { jobId } = await recreateInstance(owner, { id });
  const { params } = await db.job.findUniqueOrThrow({ where: { id: jobId } });
  expect(params).toMatchObject({
    kindDevices: {
      [`iso-${first.slice(-12)}`]: { pool: 'discs', source: `berth-iso-${first}`, 'boot.priority': '10' },
      [`iso-${later.slice(-12)}`]: { pool: 'discs', source: `berth-iso-${later}` },
    },
  });
});
