import { expect, test } from 'vitest';
import type { LogPage } from '#server/logs/schema.ts';
import { keepLines, mostLines, nothing } from './keep-lines.ts';

const page = (texts: string[], more: Partial<LogPage> = {}): LogPage => ({
  source: 'journal',
  lines: texts.map((text) => ({ at: null, stream: null, level: null, text })),
  unfinished: '',
  cursor: 'j:1',
  hasMore: false,
  isCut: false,
  ...more,
});
const texts = ({ lines }: { lines: { text: string }[] }) => lines.map(({ text }) => text);

test('lines come behind each other, each with a number of its own', () => {
  const shown = keepLines(keepLines(nothing, page(['a', 'b'])), page(['c'], { cursor: 'j:2' }));
  expect(shown.lines.map(({ number, text }) => [number, text])).toEqual([
    [0, 'a'],
    [1, 'b'],
    [2, 'c'],
  ]);
  expect(shown.cursor).toBe('j:2');
});
test('a gap is marked, but not before the first line, and another source begins anew', () => {
  const first = keepLines(nothing, page(['a'], { isCut: true }));
  expect(first.lines[0]?.isBehindGap).toBe(false);
  expect(keepLines(first, page(['b'], { isCut: true })).lines[1]?.isBehindGap).toBe(true);
  expect(texts(keepLines(first, page(['x'], { source: 'console', isCut: true })))).toEqual(['x']);
});
test('no more than a page can bear, and nothing new changes no list', () => {
  const many = keepLines(nothing, page(Array.from({ length: mostLines + 5 }, (_, n) => String(n))));
  expect(many.lines).toHaveLength(mostLines);
  expect(many.lines[0]?.text).toBe('5');
  expect(keepLines(many, page([])).lines).toBe(many.lines);
});
