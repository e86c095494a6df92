import { expect, test } from 'vitest';
import { isAbandoned } from './clean-up-databases.mjs';

test('a database of a living process is in use, one of a dead process is not', () => {
  expect(isAbandoned(`berth_test_${process.pid}_0a1b2c3d`)).toBe(false);
  expect(isAbandoned('berth_test_4194305_0a1b2c3d')).toBe(true);
  expect(isAbandoned('berth_test_old')).toBe(true);
});
