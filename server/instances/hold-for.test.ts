import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { deleteInstance } from './delete-instance.ts';
import { renameInstance } from './rename-instance.ts';
import { resizeInstance } from './resize-instance.ts';
import { startInstance } from './start-instance.ts';

const gib = 1024 ** 3;
let opened: TestCtx;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());

/** Asks while the end of a job is being written: the page has read the row of before. */
async function askDuring<T>(
  change: { name?: string; state?: string; vcpus?: number },
  ask: (id: string) => Promise<T>,
): Promise<T> {
  const { db } = opened.ctx;
  const { id: tenantId } = await makeTenant(db);
  const { id } = await makeInstance(db, { tenantId, name: 'former' });
  let answer: Promise<T> | undefined;
  await db.$transaction(async (tx) => {
    await tx.instance.update({ where: { id }, data: change });
    answer = ask(id);
    answer.catch(() => undefined);
    await delay(500);
  });
  if (!answer) throw new Error('nothing was asked');
  return answer;
}

test('a job has the name and the size that the instance has when it is asked for', async () => {
  const { ctx } = opened;
  const renamed = await askDuring({ name: 'latter', vcpus: 3 }, (id) =>
    resizeInstance(ctx, { id, vcpus: 2, memoryBytes: gib, diskBytes: 20 * gib }),
  );
  const job = await ctx.db.job.findUniqueOrThrow({ where: { id: renamed.jobId } });
  expect(job).toMatchObject({ subject: 'latter', params: { name: 'latter', from: { vcpus: 3 } } });
  const again = await askDuring({ name: 'latter' }, (id) => renameInstance(ctx, { id, name: 'last' }));
  const params = { name: 'latter', newName: 'last' };
  expect(await ctx.db.job.findUniqueOrThrow({ where: { id: again.jobId } })).toMatchObject({ params });
});

test('what its new state or name does not allow is refused', async () => {
  const { ctx } = opened;
  const started = askDuring({ state: 'running' }, (id) => startInstance(ctx, { id }));
  await expect(started).rejects.toMatchObject({ reason: 'start-needs-stopped' });
  const deleted = askDuring({ name: 'latter' }, (id) => deleteInstance(ctx, { id, confirmName: 'former' }));
  await expect(deleted).rejects.toMatchObject({ reason: 'delete-name-differs' });
});
