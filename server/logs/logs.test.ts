import { expect, test } from 'vitest';
import { cleanLine, splitLines } from './clean-line.ts';
import { parseGuestLog } from './parse-guest-log.ts';

const esc = '\u001b';
test.each([
  [`${esc}[1;31mred${esc}[0m`, 'red'],
  [`${esc}]0;title\u0007after`, 'after'],
  [`${esc}]8;;http://x${esc}\\link`, 'link'],
  [`a${esc}(Bb${esc}7c`, 'abc'],
  ['10 %\r20 %\r30 %', '30 %'],
  ['done\r', 'done'],
  ['tab\tstays', 'tab\tstays'],
  ['bell \u0007 and \u0000', 'bell \\x07 and \\x00'],
  ['ab\u202edcba', 'ab\\u{202e}dcba'],
  [`${esc}`, ''],
  [`cut ${esc}[3`, 'cut 3'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
])('%j is shown as %j', (text, shown) => {
  expect(cleanLine(text)).toBe(shown);
});
test('a line without end is cut, and quickly', () => {
  const begun = performance.now();
  expect(cleanLine('x'.repeat(5_000_000))).toHaveLength(8192);
  for (const part of [`${esc}[`, `${esc}]`, '\r', '\u202e']) cleanLine(part.repeat(1_000_000));
  expect(performance.now() - begun).toBeLessThan(1000);
});
test('lines and what has no end yet', () => {
  expect(splitLines('a\nb\nc')).toEqual({ lines: ['a', 'b'], unfinished: 'c' });
  expect(splitLines('')).toEqual({ lines: [], unfinished: '' });
});

const first = { after: null, limit: 3 };
const entry = (message: unknown, more: object = {}) =>
  JSON.stringify({
    __CURSOR: 's=ab;i=1',
    __REALTIME_TIMESTAMP: '1795693297920168',
    MESSAGE: message,
    ...more,
  });

test('the journal: bytes, several lines, who and how bad; what is no entry is passed over', () => {
  const from = { SYSLOG_IDENTIFIER: 'sshd', _PID: '12', PRIORITY: '3' };
  const body = [entry('a\nb', from), entry([104, 105]), 'broken', entry(null), ''].join('\n');
  const page = parseGuestLog(`journal\n${body}`, first);
  expect(page).toMatchObject({ source: 'journal', cursor: 'j:s=ab;i=1', hasMore: false });
  expect(page?.lines.map(({ text, level }) => [text, level])).toEqual([
    ['sshd[12]: a', 'error'],
    ['sshd[12]: b', 'error'],
    ['hi', null],
    ['', null],
  ]);
  expect(page?.lines[0]?.at).toBe('2026-11-26T11:41:37.920Z');
  expect(parseGuestLog('journal\n', { after: 'j:s=x', limit: 3 })).toMatchObject({
    lines: [],
    cursor: 'j:s=x',
  });
});

test('a file: whole lines of its end, then what came, then another file', () => {
  const line = (n: number) => `2026-11-26T12:00:0${n}+01:00 web app: ${n}`;
  const body = `half\n${[1, 2, 3, 4].map(line).join('\n')}\nbegun`;
  const page = parseGuestLog(`file 7 100\n${body}`, first);
  expect(page?.lines.map(({ text }) => text)).toEqual(['app: 2', 'app: 3', 'app: 4']);
  expect(page).toMatchObject({ unfinished: 'begun', isCut: false });
  expect(page?.lines[0]?.at).toBe('2026-11-26T11:00:02.000Z');
  const end = 100 + Buffer.byteLength(body) - 'begun'.length;
  expect(page?.cursor).toBe(`f:7:${end}`);
  const next = parseGuestLog(`file 7 ${end}\nbegun and ended\nA\nB\nC\n`, { after: `f:7:${end}`, limit: 3 });
  expect(next?.lines.map(({ text }) => text)).toEqual(['begun and ended', 'A', 'B']);
  expect(next).toMatchObject({ hasMore: true, cursor: `f:7:${end + 20}` });
  const rotated = parseGuestLog('file 8 0\nnew\n', { after: `f:7:${end}`, limit: 3 });
  expect(rotated).toMatchObject({ isCut: true, lines: [{ text: 'new', at: null }], cursor: 'f:8:4' });
});
test('nothing of it is a log', () => {
  for (const output of ['none\n', '', 'file x y\n', 'hello']) expect(parseGuestLog(output, first)).toBeNull();
});
