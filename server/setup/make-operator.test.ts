import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '#server/auth/sign-in.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { makeOperator } from './make-operator.ts';

let place: TestCtx;
beforeAll(async () => {
  place = await openTestCtx();
});
afterAll(() => place.close());

async function make(email: string): Promise<string> {
  let told = '';
  await makeOperator(place.ctx.db, {
    email,
    async announce(_email, password) {
      told = password;
    },
  });
  return told;
}

test('somebody new becomes an operator who must choose a password', async () => {
  const password = await make(' New@Example.com ');
  const entered = await signIn(place.ctx, { email: 'new@example.com', password });
  expect(entered.mustChangePassword).toBe(true);
  const user = await place.ctx.db.user.findUniqueOrThrow({ where: { email: 'new@example.com' } });
  expect(user).toMatchObject({ isOperator: true, mustChangePassword: true });
});

test('somebody known gets a new password, and every session ends', async () => {
  const user = await makeUser(place.ctx.db);
  await asUser(place.ctx, user.id);
  const password = await make(user.email);
  expect(await place.ctx.db.session.count({ where: { userId: user.id } })).toBe(0);
  expect((await signIn(place.ctx, { email: user.email, password })).mustChangePassword).toBe(true);
});

test('when the password could not be told nothing has changed', async () => {
  const failing = makeOperator(place.ctx.db, {
    email: 'never@example.com',
    announce: () => Promise.reject(new Error('no terminal')),
  });
  await expect(failing).rejects.toThrow('no terminal');
  expect(await place.ctx.db.user.count({ where: { email: 'never@example.com' } })).toBe(0);
});
