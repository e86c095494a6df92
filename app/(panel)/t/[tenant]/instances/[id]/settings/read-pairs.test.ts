import { expect, test } from 'vitest';
import { z } from 'zod';
import { readPairs } from './read-pairs.ts';

const read = (text: string) => z.string().transform(readPairs).safeParse(text);

test('pairs, one a line', () => {
  expect(read('role=web\r\n\n url = https://a.example/?x=1 \nempty').data).toEqual({
    role: 'web',
    url: 'https://a.example/?x=1',
    empty: '',
  });
  expect(read('').data).toEqual({});
});
test('a key that is there twice', () => {
  expect(read('a=1\na=2').error?.issues[0]?.message).toBe('metadata-key-twice');
});
