import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { withIdleTenant } from './with-idle-tenant.ts';

let opened: TestCtx;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());

/** What an engine that does not answer looks like to a mend. */
async function untilBrokenOff(signal: AbortSignal): Promise<never> {
  await once(signal, 'abort');
  throw signal.reason;
}

test('work that takes too long is broken off before it loses the row, and verbs go on', async () => {
  const { db } = opened.ctx;
  const { id } = await makeTenant(db);
  const beganAt = performance.now();
  const work = withIdleTenant(db, { tenantId: id }, (_tx, signal) => untilBrokenOff(signal));
  await expect(work).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(performance.now() - beganAt).toBeLessThan(12_000);
  await db.tenant.update({ where: { id }, data: { name: 'free' } });
});

test('work is broken off when the process ends, and when the row is not held any more', async () => {
  const { db } = opened.ctx;
  const { id: tenantId } = await makeTenant(db);
  const end = new AbortController();
  const work = withIdleTenant(db, { tenantId, signal: end.signal }, (_tx, signal) => {
    end.abort(new Error('the process ends'));
    signal.throwIfAborted();
    return untilBrokenOff(signal);
  });
  await expect(work).rejects.toThrow('the process ends');
  const kept = await withIdleTenant(db, { tenantId }, async (_tx, signal) => signal);
  expect(kept?.aborted).toBe(true);
});
