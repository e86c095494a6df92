import { expect, test } from 'vitest';
import { fromField, lineEndsOf, toField } from './line-ends.ts';

test.each([
  ['', 'lf'],
  ['a', 'lf'],
  ['a\nb\n', 'lf'],
  ['a\r\nb\r\n', 'crlf'],
  ['a\r\nb\n', 'mixed'],
  ['a\rb', 'mixed'],
] as const)('%j ends by %s', (text, ends) => {
  expect(lineEndsOf(text)).toBe(ends);
  if (ends !== 'mixed') expect(fromField(toField(text), ends)).toBe(text);
  else expect(fromField(toField(text), ends)).not.toContain('\r');
});
