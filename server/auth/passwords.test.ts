import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser, testPassword } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { authorize, authorizeOperator } from './authorize.ts';
import { changePassword } from './change-password.ts';
import { getProfile } from './get-profile.ts';
import { readSession } from './read-session.ts';
import { changePasswordInput, setNewPasswordInput } from './schema.ts';
import { setNewPassword } from './set-new-password.ts';
import { signIn } from './sign-in.ts';
import { updateProfile } from './update-profile.ts';

const next = { password: 'a whole new secret', repeated: 'a whole new secret' };
let test: TestCtx;
let ctx: Ctx;
let user: { id: string; email: string };

beforeAll(async () => {
  test = await openTestCtx();
  ctx = test.ctx;
});
afterAll(() => test.close());
beforeEach(async () => {
  user = await makeUser(ctx.db);
});

describe('changePassword', () => {
  it('takes the new one, refuses the old one, and ends all other sessions', async () => {
    const mine = await asUser(ctx, user.id);
    const other = await asUser(ctx, user.id);
    await changePassword(mine, { current: testPassword, ...next });
    expect(await readSession(ctx.db, mine.token, ctx.now())).not.toBeNull();
    expect(await readSession(ctx.db, other.token, ctx.now())).toBeNull();
    const { email } = user;
    expect(await refusalOf(signIn(ctx, { email, password: testPassword }))).not.toBe('done');
    await expect(signIn(ctx, { email, password: next.password })).resolves.toBeDefined();
  });

  it('asks for the present one and counts the guesses', async () => {
    const mine = await asUser(ctx, user.id);
    for (let count = 0; count < 10; count += 1) {
      const answer = await refusalOf(changePassword(mine, { current: 'a guess', ...next }));
      expect(answer).toMatchObject({ code: 'invalid', reason: 'password-wrong', field: 'current' });
    }
    const answer = await refusalOf(changePassword(mine, { current: testPassword, ...next }));
    expect(answer).toMatchObject({ code: 'rate-limited', reason: 'too-many-attempts' });
  });

  it('refuses the same again', async () => {
    const mine = await asUser(ctx, user.id);
    const same = { current: testPassword, password: testPassword, repeated: testPassword };
    expect(await refusalOf(changePassword(mine, same))).toMatchObject({ reason: 'password-same' });
  });
});

describe('a password that somebody else has made', () => {
  it('opens nothing but the way to a password of one’s own', async () => {
    const handed = await makeUser(ctx.db, { isOperator: true, mustChangePassword: true });
    const tenant = await makeTenant(ctx.db, {
      members: { create: { userId: handed.id, role: 'owner' } },
    });
    const mine = await asUser(ctx, handed.id);
    expect(() => authorizeOperator(mine)).toThrow(expect.objectContaining({ reason: 'new-password-needed' }));
    expect(() => authorize(mine, tenant.id, 'tenant.read')).toThrow(
      expect.objectContaining({ reason: 'new-password-needed' }),
    );
    const old = { password: testPassword, repeated: testPassword };
    expect(await refusalOf(setNewPassword(mine, old))).toMatchObject({ reason: 'password-same' });

    await setNewPassword(mine, next);
    const actor = await readSession(ctx.db, mine.token, ctx.now());
    expect(actor?.mustChangePassword).toBe(false);
    expect(() => authorizeOperator({ ...ctx, actor: actor ?? { kind: 'visitor' } })).not.toThrow();
    expect(await refusalOf(setNewPassword(mine, next))).toMatchObject({ reason: 'password-already-set' });
  });
});

describe('the inputs', () => {
  it('say which field is wrong', () => {
    const short = setNewPasswordInput.safeParse({ password: 'short', repeated: 'short' });
    expect(short.error?.issues).toMatchObject([{ path: ['password'], message: 'password-too-short' }]);
    const differs = changePasswordInput.safeParse({ current: 'x', ...next, repeated: 'another' });
    expect(differs.error?.issues).toMatchObject([{ path: ['repeated'], message: 'password-mismatch' }]);
  });
});

describe('updateProfile', () => {
  it('changes name and language', async () => {
    const mine = await asUser(ctx, user.id);
    await updateProfile(mine, { name: 'Ann', locale: 'ru' });
    expect(await getProfile(mine)).toMatchObject({ name: 'Ann', locale: 'ru' });
  });
});
