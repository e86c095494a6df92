import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { listenChanges } from '#server/events/listen-changes.ts';
import type { Change } from '#server/events/notify-change.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { listSessions } from './list-sessions.ts';
import { readSession } from './read-session.ts';
import { revokeOtherSessions } from './revoke-other-sessions.ts';
import { revokeSession } from './revoke-session.ts';
import { signOut } from './sign-out.ts';

let test: TestCtx;
let ctx: Ctx;
let userId: string;

beforeAll(async () => {
  test = await openTestCtx();
  ctx = test.ctx;
});
afterAll(() => test.close());
beforeEach(async () => {
  userId = (await makeUser(ctx.db)).id;
});

const isAlive = async (token: string) => (await readSession(ctx.db, token, ctx.now())) !== null;

describe('listSessions', () => {
  it('shows the own sessions, the present one first and marked, without their tokens', async () => {
    await asUser(ctx, (await makeUser(ctx.db)).id);
    const other = await asUser(ctx, userId);
    const mine = await asUser(ctx, userId);
    const sessions = await listSessions(mine);
    expect(sessions.map((session) => session.isCurrent)).toEqual([true, false]);
    expect(sessions[0]).toMatchObject({ ip: '203.0.113.1', device: { browser: null, system: null } });
    expect(JSON.stringify(sessions)).not.toContain(other.token);
  });

  it('is nothing for visitors', async () => {
    expect(await refusalOf(listSessions({ ...ctx, actor: { kind: 'visitor' } }))).not.toBe('done');
  });
});

describe('revokeSession', () => {
  it('ends one session at once and says so to whoever holds something open for it', async () => {
    const mine = await asUser(ctx, userId);
    const other = await asUser(ctx, userId);
    const id = other.actor.kind === 'user' ? other.actor.sessionId : '';
    const changes = listenChanges(test.url, ctx.log);
    const heard = new Promise<Change | 'resync'>((resolve) => changes.subscribe(resolve));
    await expect.poll(() => isListening(ctx)).toBe(true);
    await revokeSession(mine, { id });
    expect(await heard).toEqual({ topic: 'session', id, tenantId: null });
    await changes.close();
    expect(await isAlive(other.token)).toBe(false);
    expect(await isAlive(mine.token)).toBe(true);
  });

  it("knows nothing of another person's session", async () => {
    const mine = await asUser(ctx, userId);
    const stranger = await asUser(ctx, (await makeUser(ctx.db)).id);
    const id = stranger.actor.kind === 'user' ? stranger.actor.sessionId : '';
    expect(await refusalOf(revokeSession(mine, { id }))).toMatchObject({ code: 'not-found' });
    expect(await isAlive(stranger.token)).toBe(true);
  });
});

describe('revokeOtherSessions', () => {
  it('ends all but the present one, and only the own', async () => {
    const mine = await asUser(ctx, userId);
    const others = [await asUser(ctx, userId), await asUser(ctx, userId)];
    const stranger = await asUser(ctx, (await makeUser(ctx.db)).id);
    expect(await revokeOtherSessions(mine)).toEqual({ count: 2 });
    expect(await Promise.all(others.map(({ token }) => isAlive(token)))).toEqual([false, false]);
    expect(await isAlive(mine.token)).toBe(true);
    expect(await isAlive(stranger.token)).toBe(true);
  });
});

describe('signOut', () => {
  it('ends the present session and no other', async () => {
    const mine = await asUser(ctx, userId);
    const other = await asUser(ctx, userId);
    await signOut(mine);
    expect(await isAlive(mine.token)).toBe(false);
    expect(await isAlive(other.token)).toBe(true);
  });
});

async function isListening({ db }: Ctx): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`;
  return rows.length > 0;
}
