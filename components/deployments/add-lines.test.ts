import { expect, test } from 'vitest';
import { addLines } from './add-lines.ts';

const lines = (...seqs: number[]) => seqs.map((seq) => ({ seq, at: '2026-11-26T12:00:00.000Z', text: '' }));

test('a line that comes twice is shown once, and nothing new changes nothing', () => {
  const shown = lines(0, 1);
  expect(addLines(shown, lines(0, 1, 2)).map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect(addLines(shown, lines(1))).toBe(shown);
  expect(addLines([], lines(0))).toHaveLength(1);
});
