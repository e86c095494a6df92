import { afterAll, beforeAll, expect, test } from 'vitest';
import { renameInstance } from '#server/instances/rename-instance.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import { getTenant } from '#server/tenants/get-tenant.ts';
import { updateQuota } from '#server/tenants/update-quota.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});

async function ended(jobId: string) {
  await runQueuedJobs(opened.ctx);
  return opened.ctx.db.job.findUniqueOrThrow({ where: { id: jobId } });
}

test.each([
  [
    'resize',
    (id: string) =>
      resizeInstance(opened.ctx, { id, vcpus: 2, memoryBytes: 1024 ** 3, diskBytes: 10 * 1024 ** 3 }),
  ],
  ['rename', (id: string) => renameInstance(opened.ctx, { id, name: 'other' })],
] as const)(
  'a %s of an instance that the engine has no more fails, and there is nothing to undo',
  async (_, verb) => {
    const { id, name } = await makeInstance(opened.ctx.db, { tenantId: tenant.id });
    const { jobId } = await verb(id);
    expect(await ended(jobId)).toMatchObject({ state: 'failed', errorReason: 'instance-lost' });
    const row = await opened.ctx.db.instance.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ name, vcpus: 1 });
  },
);

test('a new quota of a tenant whose project is gone fails, and there is nothing to undo', async () => {
  const { ctx } = opened;
  const { id } = await makeTenant(ctx.db);
  const { quota } = await getTenant(ctx, id);
  const wanted = { id, quota: { ...quota, vcpus: 20 } };
  const { jobId } = await updateQuota(ctx, wanted, { timeoutSeconds: 0 });
  expect(await ended(jobId)).toMatchObject({ state: 'failed', errorReason: 'engine-refused' });
  expect((await getTenant(ctx, id)).quota).toEqual(quota);
});
