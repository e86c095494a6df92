import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeUser, testPassword } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { limits } from './limits.ts';
import { readSession } from './read-session.ts';
import { hashToken } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { sweepSignIns } from './sweep-sign-ins.loop.ts';

const email = 'ann@example.com';
let test: TestCtx;
let ctx: Ctx;
let address = 0;

beforeAll(async () => {
  test = await openTestCtx();
  await makeUser(test.ctx.db, { email });
  await makeUser(test.ctx.db, { email: 'invited@example.com', password: null });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.ctx.db.rateLimit.deleteMany();
  ctx = { ...test.ctx, actor: { kind: 'visitor' } };
});
afterEach(() => {
  vi.useRealTimers();
});

/** Every attempt from an address of its own, so that only the account is counted. */
function elsewhere(): Ctx {
  address += 1;
  return { ...ctx, ip: `198.51.100.${address % 250}` };
}

const wrong = { email, password: 'not the password' };
const right = { email, password: testPassword };

async function lockAccount(who: string) {
  for (let count = 0; count < limits.signInLock.points; count += 1) {
    await refusalOf(signIn(elsewhere(), { email: who, password: 'not the password' }));
  }
}

describe('signIn', () => {
  it('opens a session that is known by the hash of its token alone', async () => {
    const { token, mustChangePassword } = await signIn(ctx, { ...right, userAgent: 'x'.repeat(5000) });
    expect(mustChangePassword).toBe(false);
    const row = await ctx.db.session.findUniqueOrThrow({ where: { tokenHash: hashToken(token) } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row).toMatchObject({ ip: '203.0.113.1', userAgent: 'x'.repeat(300) });
    expect(await readSession(ctx.db, token, ctx.now())).toMatchObject({ email });
    const later = new Date(row.expiresAt.getTime());
    expect(await readSession(ctx.db, token, later)).toBeNull();
  });

  it('takes the address in any case', async () => {
    await expect(signIn(ctx, { email: ' ANN@Example.com ', password: testPassword })).resolves.toBeDefined();
  });

  it('records who signed in', async () => {
    await signIn(ctx, right);
    const entry = await ctx.db.auditEntry.findFirst({ where: { action: 'session.create' } });
    expect(entry).toMatchObject({ actorName: email, targetName: email, ip: '203.0.113.1' });
  });

  it('gives a wrong password, an unknown user, no password and a lock one and the same answer', async () => {
    await lockAccount(email);
    const answers = [
      await refusalOf(signIn(elsewhere(), right)),
      await refusalOf(signIn(elsewhere(), wrong)),
      await refusalOf(signIn(elsewhere(), { email: 'nobody@example.com', password: testPassword })),
      await refusalOf(signIn(elsewhere(), { email: 'invited@example.com', password: testPassword })),
      await refusalOf(signIn(elsewhere(), { email: 'invited@example.com', password: '' })),
    ];
    expect(answers[0]).toMatchObject({ code: 'unauthenticated', reason: 'sign-in-failed', params: {} });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('writes the same counts whether or not there is such a user', async () => {
    await refusalOf(signIn(elsewhere(), wrong));
    const known = await ctx.db.rateLimit.findMany({ orderBy: { key: 'asc' }, select: { points: true } });
    await ctx.db.rateLimit.deleteMany();
    await refusalOf(signIn(elsewhere(), { ...wrong, email: 'nobody@example.com' }));
    const unknown = await ctx.db.rateLimit.findMany({ orderBy: { key: 'asc' }, select: { points: true } });
    expect(known).toHaveLength(3);
    expect(unknown).toEqual(known);
  });
});

describe('the lock of an account', () => {
  it('comes after ten failures, holds against the right password and ends after 15 minutes', async () => {
    await lockAccount(email);
    expect(await refusalOf(signIn(elsewhere(), right))).toMatchObject({ reason: 'sign-in-failed' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 14 * 60_000 });
    expect(await refusalOf(signIn(elsewhere(), right))).toMatchObject({ reason: 'sign-in-failed' });
    vi.setSystemTime(Date.now() + 2 * 60_000);
    await expect(signIn(elsewhere(), right)).resolves.toBeDefined();
  });

  it('does not come after nine failures, and a success begins the count anew', async () => {
    for (let round = 0; round < 2; round += 1) {
      for (let count = 1; count < limits.signInLock.points; count += 1) {
        await refusalOf(signIn(elsewhere(), wrong));
      }
      await expect(signIn(elsewhere(), right)).resolves.toBeDefined();
    }
  });

  it('lets no more than ten guesses through when a crowd comes at once', async () => {
    const crowd = Array.from({ length: 20 }, () => refusalOf(signIn(elsewhere(), wrong)));
    await Promise.all(crowd);
    expect(await refusalOf(signIn(elsewhere(), right))).toMatchObject({ reason: 'sign-in-failed' });
  });
});

describe('the rate limit', () => {
  it('by address: 20 failures in five minutes, whoever is tried, and other addresses are free', async () => {
    for (let count = 0; count < 20; count += 1) {
      const answer = await refusalOf(signIn(ctx, { ...wrong, email: `user-${count}@example.com` }));
      expect(answer).toMatchObject({ reason: 'sign-in-failed' });
    }
    const answer = await refusalOf(signIn(ctx, right));
    expect(answer).toMatchObject({
      code: 'rate-limited',
      reason: 'too-many-attempts',
      params: { minutes: 5 },
    });
    await expect(signIn(elsewhere(), right)).resolves.toBeDefined();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 5 * 60_000 + 1000 });
    await expect(signIn(ctx, right)).resolves.toBeDefined();
  });

  it('by address: successes do not count', async () => {
    for (let count = 0; count < 25; count += 1) await signIn(ctx, right);
    const row = await ctx.db.rateLimit.findFirst({ where: { key: { startsWith: 'sign-in-address' } } });
    expect(row?.points).toBe(0);
  });

  it('by account: 30 attempts in 15 minutes from anywhere, whether or not it exists', async () => {
    for (const who of [email, 'nobody@example.com']) {
      for (let count = 0; count < 30; count += 1) {
        await refusalOf(signIn(elsewhere(), { email: who, password: 'x' }));
      }
      const answer = await refusalOf(signIn(elsewhere(), { email: who, password: 'x' }));
      expect(answer).toMatchObject({ reason: 'too-many-attempts', params: { minutes: 15 } });
    }
  });
});

describe('sweepSignIns', () => {
  it('deletes what has run out and leaves the rest', async () => {
    await ctx.db.session.deleteMany();
    const { token } = await signIn(ctx, right);
    await refusalOf(signIn(ctx, wrong));
    expect(await sweepSignIns(ctx.db, ctx.now())).toEqual({ sessions: 0, counts: 0 });
    expect(await readSession(ctx.db, token, ctx.now())).not.toBeNull();
    const later = new Date(Date.now() + 15 * 86_400_000);
    expect(await sweepSignIns(ctx.db, later)).toEqual({ sessions: 1, counts: 3 });
    expect(await ctx.db.session.count()).toBe(0);
  });
});
