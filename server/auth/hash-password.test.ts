import { expect, test } from 'vitest';
import { decoyHash, hashPassword, verifyPassword } from './hash-password.ts';

const costOf = (hash: string) => hash.split('$').slice(0, 4);

test('a user who does not exist costs the same work as one who does, from the first time on', async () => {
  expect(costOf(decoyHash)).toEqual(costOf(await hashPassword('correct horse battery')));
  expect(await verifyPassword(null, 'correct horse battery')).toBe(false);
});
