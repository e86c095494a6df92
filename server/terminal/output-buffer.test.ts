import { expect, test } from 'vitest';
import { OutputBuffer } from './output-buffer.ts';

test('gives what came after a position', () => {
  const buffer = new OutputBuffer(100);
  buffer.push(Buffer.from('hello '));
  buffer.push(Buffer.from('world'));
  expect(buffer.position).toBe(11);
  expect(buffer.since(6).toString()).toBe('world');
  expect(buffer.since(11).toString()).toBe('');
  expect(buffer.since(0).toString()).toBe('hello world');
});

test('lets the oldest go and says no more than it holds', () => {
  const buffer = new OutputBuffer(8);
  for (const text of ['aaaa', 'bbbb', 'cccc']) buffer.push(Buffer.from(text));
  expect(buffer.since(0).toString()).toBe('bbbbcccc');
  expect(buffer.since(10).toString()).toBe('cc');
  expect(buffer.since(99).toString()).toBe('');
});
