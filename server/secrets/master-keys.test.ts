import { expect, test } from 'vitest';
import { currentKey, masterKeys, withMasterKeys } from './master-keys.ts';

const nothing = Buffer.alloc(32);

test('the master keys are gone from memory when what needed them has ended, however it ends', () => {
  const kept: Buffer[] = [];
  const before = Buffer.from(currentKey(masterKeys()).bytes);
  const same = withMasterKeys((keys) => {
    kept.push(currentKey(keys).bytes);
    return currentKey(keys).bytes.equals(before);
  });
  expect(same).toBe(true);
  const failing = () =>
    withMasterKeys((keys) => {
      kept.push(...keys.keys.values());
      throw new Error('no');
    });
  expect(failing).toThrow('no');
  expect(kept.map((bytes) => bytes.equals(nothing))).toEqual([true, true]);
  expect(currentKey(masterKeys()).bytes.equals(before)).toBe(true);
});
