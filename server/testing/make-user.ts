import { randomUUID } from 'node:crypto';
import { hashPassword } from '#server/auth/hash-password.ts';
import type { Db } from '#server/db.ts';

export const testPassword = 'correct horse battery';

type Wish = { email?: string; password?: string | null; isOperator?: boolean; mustChangePassword?: boolean };

/** Somebody who can sign in with `testPassword`, unless another password (or none) is wished for. */
export async function makeUser(db: Db, wish: Wish = {}) {
  const { email = `${randomUUID()}@example.com`, password = testPassword, ...rest } = wish;
  const passwordHash = password === null ? null : await hashPassword(password);
  return db.user.create({ data: { email, name: email.split('@')[0] ?? email, passwordHash, ...rest } });
}
