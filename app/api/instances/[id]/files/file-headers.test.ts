import { expect, test } from 'vitest';
import { fileHeaders } from './file-headers.ts';

test.each([
  ['notes.txt', 'filename="notes.txt"; filename*=UTF-8\'\'notes.txt'],
  ['a"b\r\nX: y;.html', 'filename="a_b__X_ y_.html"; filename*=UTF-8\'\'a%22b%0D%0AX%3A%20y%3B.html'],
  [
    "отчёт (1)'.pdf",
    'filename="_____ _1__.pdf"; filename*=UTF-8\'\'%D0%BE%D1%82%D1%87%D1%91%D1%82%20%281%29%27.pdf',
  ],
  ['\ud800', 'filename="_"; filename*=UTF-8\'\'%EF%BF%BD'],
])('%j is saved under its own name', (name, disposition) => {
  const headers = fileHeaders({ name, sizeBytes: 3 });
  expect(headers['content-disposition']).toMatch(/^attachment; /);
  expect(headers['content-disposition']).toBe(`attachment; ${disposition}`);
  expect(() => new Headers(headers)).not.toThrow();
});
