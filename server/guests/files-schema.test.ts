import { describe, expect, test } from 'vitest';
import { folderOf, guestPath, inFolder, nameOf } from './files-schema.ts';

const read = (path: unknown) => guestPath.safeParse(path);

describe('a path in a guest', () => {
  test.each([
    ['/', '/'],
    [undefined, '/'],
    ['//etc///nginx/./conf.d/', '/etc/nginx/conf.d'],
    ['/a b/…/日本\n', '/a b/…/日本\n'],
    ['/..a/b..', '/..a/b..'],
  ])('%s is %s', (path, tidy) => {
    expect(read(path).data).toBe(tidy);
  });
  test.each([
    '',
    'etc',
    '../etc',
    './x',
    '/..',
    '/a/../b',
    '/a/..',
    '/a\0b',
    `/${'x'.repeat(256)}`,
    '/x'.repeat(2100),
    7,
  ])('%s is refused', (path) => {
    expect(read(path).success).toBe(false);
  });
  test('names and folders', () => {
    expect([nameOf('/a/b'), nameOf('/'), folderOf('/a/b'), folderOf('/a')]).toEqual(['b', '', '/a', '/']);
    expect([inFolder('/', 'x'), inFolder('/a', 'x')]).toEqual(['/x', '/a/x']);
  });
});
