import { expect, test } from 'vitest';
import { type ChoosableImage, imageFamilies } from './image-families.ts';

const image = (id: string, os: string, isOwn = false) =>
  ({ id, os, family: os.toLowerCase(), isOwn }) as ChoosableImage;

test('versions of a system are together, in the order of the first; own images come last', () => {
  const families = imageFamilies([
    image('mine', 'Debian', true),
    image('12', 'Debian'),
    image('3.20', 'Alpine'),
    image('13', 'Debian'),
  ]);
  expect(families.map(({ key, images }) => [key, images.map(({ id }) => id)])).toEqual([
    ['debian', ['12', '13']],
    ['alpine', ['3.20']],
    ['own', ['mine']],
  ]);
});
