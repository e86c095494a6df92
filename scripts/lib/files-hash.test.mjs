import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesHash } from './files-hash.mjs';
import { unlessStamped } from './stamp.mjs';

let root;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'berth-hash-'));
  mkdirSync(path.join(root, 'a/b'), { recursive: true });
  writeFileSync(path.join(root, 'a/b/one.ts'), 'one');
  writeFileSync(path.join(root, 'a/two.test.ts'), 'two');
});
afterEach(() => rmSync(root, { recursive: true }));

test('a changed, moved or new file changes the hash; the order of names and what is not wanted do not', () => {
  const isWanted = (name) => !name.endsWith('.test.ts');
  const hash = () => filesHash(root, ['a', 'missing'], [], isWanted);
  const first = hash();
  writeFileSync(path.join(root, 'a/two.test.ts'), 'changed');
  expect(hash()).toBe(first);
  expect(filesHash(root, ['a/two.test.ts', 'a/b'])).toBe(filesHash(root, ['a/b', 'a/two.test.ts']));
  writeFileSync(path.join(root, 'a/b/one.ts'), 'changed');
  const second = hash();
  expect(second).not.toBe(first);
  writeFileSync(path.join(root, 'a/b/three.ts'), '');
  expect(hash()).not.toBe(second);
});

test('content cannot pass for a name: a file of two lines is not two files', () => {
  writeFileSync(path.join(root, 'x'), 'y\0z');
  writeFileSync(path.join(root, 'x\u0001'), '');
  expect(filesHash(root, ['x'])).not.toBe(filesHash(root, ['x', 'x\u0001']));
});

test('stamped work is done once; failed, changed or vanished work is done again', async () => {
  const stamp = path.join(root, 'deep/stamp');
  let runs = 0;
  let isThere = true;
  const work = () => {
    runs++;
  };
  const failing = () => Promise.reject(new Error('no'));
  await expect(unlessStamped(stamp, 'h1', failing)).rejects.toThrow('no');
  expect(await unlessStamped(stamp, 'h1', work, () => isThere)).toBe(true);
  expect(await unlessStamped(stamp, 'h1', work, () => isThere)).toBe(false);
  isThere = false;
  expect(await unlessStamped(stamp, 'h1', work, () => isThere)).toBe(true);
  expect(await unlessStamped(stamp, 'h2', work)).toBe(true);
  expect(runs).toBe(3);
});
