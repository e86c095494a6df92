import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { imageRecipes } from './image-recipes.mjs';

let root;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'berth-test-recipes-'));
  for (const name of ['lib', 'a', 'b', 'parts', 'none'])
    mkdirSync(path.join(root, 'images', name), { recursive: true });
  put('a/recipe.json', JSON.stringify({ images: [{ variant: 'x', alias: 'a/1', description: 'A' }] }));
  put('b/recipe.json', JSON.stringify({ images: [], uses: ['parts'] }));
  put('lib/image.sh', 'one');
});
afterEach(() => rmSync(root, { recursive: true }));

const put = (file, text) => writeFileSync(path.join(root, 'images', file), text);
const hashes = () => Object.fromEntries(imageRecipes(root).map(({ name, hash }) => [name, hash]));

test('a folder with a recipe.json is a recipe', () => {
  const [a, ...others] = imageRecipes(root);
  expect(a).toMatchObject({ name: 'a', folder: path.join(root, 'images/a'), images: [{ alias: 'a/1' }] });
  expect(others.map(({ name }) => name)).toEqual(['b']);
});

test('a change touches the recipes that it is part of, and no other', () => {
  const before = hashes();
  put('parts/main.c', 'int x;');
  const changed = hashes();
  expect(changed.a).toBe(before.a);
  expect(changed.b).not.toBe(before.b);
  put('lib/image.sh', 'two');
  expect(hashes().a).not.toBe(before.a);
});

test('what Python leaves there is no change', () => {
  const before = hashes();
  mkdirSync(path.join(root, 'images/a/__pycache__'));
  put('a/__pycache__/x.pyc', 'x');
  expect(hashes()).toEqual(before);
});

test('every recipe of ours says what it makes', () => {
  const ours = imageRecipes(path.resolve(import.meta.dirname, '../..'));
  expect(ours.map(({ name }) => name)).toContain('shell-oci');
  for (const { images } of ours) {
    for (const image of images) {
      expect(image).toEqual({
        variant: expect.stringMatching(/^[a-z]+$/),
        alias: expect.stringMatching(/^[a-z0-9/-]+$/),
        description: expect.any(String),
      });
    }
  }
});
