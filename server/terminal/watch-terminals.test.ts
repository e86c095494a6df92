import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ChangeListener, listenChanges } from '#server/events/listen-changes.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { closeCodes } from './schema.ts';
import { watchTerminals } from './watch-terminals.ts';

let place: TestCtx;
let changes: ChangeListener;

beforeAll(async () => {
  place = await openTestCtx();
  changes = listenChanges(place.url, place.ctx.log);
});
afterAll(async () => {
  await changes?.close();
  await place?.close();
});

/** A terminal of somebody in an instance that runs, and of an account that is active. */
async function watched(wish: { isOperator: boolean }) {
  const { ctx } = place;
  const tenant = await makeTenant(ctx.db);
  const { id: instanceId } = await makeInstance(ctx.db, { tenantId: tenant.id, state: 'running' });
  const user = await makeUser(ctx.db, wish);
  if (!wish.isOperator)
    await ctx.db.member.create({ data: { tenantId: tenant.id, userId: user.id, role: 'owner' } });
  const { actor } = await asUser(ctx, user.id);
  if (actor.kind !== 'user') throw new Error('not a person');
  const end = vi.fn();
  const owner = { sessionId: actor.sessionId, instanceId, tenantId: tenant.id };
  const stop = watchTerminals({ ...ctx, changes }, new Map([['one', { owner, end }]]));
  return { tenant, user, end, stop };
}

/** Told again until it is heard: the first notification is, as soon as the connection listens. */
async function expectEnd({ tenant, end, stop }: Awaited<ReturnType<typeof watched>>, code: number) {
  const tell = async () => {
    await notifyChange(place.ctx.db, { topic: 'tenant', id: tenant.id, tenantId: tenant.id });
    return end.mock.calls[0]?.[0];
  };
  await expect.poll(tell).toBe(code).finally(stop);
}

test.each([false, true])('a suspended account has no terminal open (operator: %s)', async (isOperator) => {
  const terminal = await watched({ isOperator });
  const { id } = terminal.tenant;
  await place.ctx.db.tenant.update({ where: { id }, data: { state: 'suspended' } });
  await expectEnd(terminal, closeCodes.inactive);
});

test('a member who was removed has none', async () => {
  const terminal = await watched({ isOperator: false });
  await place.ctx.db.member.deleteMany({ where: { userId: terminal.user.id } });
  await expectEnd(terminal, closeCodes.signedOut);
});
