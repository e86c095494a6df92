import { z } from 'zod';
import { cleanLine, splitLines } from './clean-line.ts';
import type { LogLine, LogPage, LogQuestion } from './schema.ts';

/** What the script in the guest answered; null where it keeps no log. All of it is the guest's word. */
export function parseGuestLog(output: string, question: LogQuestion): LogPage | null {
  const head = output.slice(0, output.indexOf('\n') + 1).trim();
  const body = output.slice(output.indexOf('\n') + 1);
  if (head === 'journal') return parseJournal(body, question);
  const [, node, start] = /^file (\d{1,20}) (\d{1,15})$/.exec(head) ?? [];
  return node && start ? parseFile(body, { node, start: Number(start) }, question) : null;
}

const field = z.union([z.string(), z.array(z.number().int()), z.null()]).optional();
/** Source: systemd.journal-fields(7), and journalctl(1) for `json`: what is no UTF-8 is a list of bytes. */
const entry = z.object({
  MESSAGE: field,
  PRIORITY: field,
  SYSLOG_IDENTIFIER: field,
  _COMM: field,
  _PID: field,
  SYSLOG_PID: field,
  __CURSOR: z.string(),
  __REALTIME_TIMESTAMP: z.string(),
});
type Entry = z.infer<typeof entry>;

function parseJournal(body: string, { after, limit }: LogQuestion): LogPage {
  const entries = splitLines(body).lines.flatMap((line) => entry.safeParse(readJson(line)).data ?? []);
  const last = entries.at(-1)?.__CURSOR;
  const isNext = after?.startsWith('j:') === true;
  return {
    source: 'journal',
    lines: entries.flatMap(toLines),
    unfinished: '',
    cursor: last ? `j:${last}` : isNext ? after : null,
    hasMore: isNext && entries.length >= limit,
    isCut: after !== null && !isNext,
  };
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function toLines(found: Entry): LogLine[] {
  const at = timeOf(Number(found.__REALTIME_TIMESTAMP) / 1000);
  const level = levelOf(textOf(found.PRIORITY));
  const name = textOf(found.SYSLOG_IDENTIFIER) || textOf(found._COMM);
  const pid = textOf(found._PID) || textOf(found.SYSLOG_PID);
  const from = name && `${name}${pid && `[${pid}]`}: `;
  const message = textOf(found.MESSAGE);
  return message.split('\n').map((line) => ({ at, stream: null, level, text: cleanLine(from + line) }));
}

function textOf(value: Entry['MESSAGE']): string {
  return Array.isArray(value) ? Buffer.from(value).toString('utf8') : (value ?? '');
}

/** Source: syslog(3): 3 is an error, 4 a warning, less is worse. */
function levelOf(priority: string): LogLine['level'] {
  if (!/^[0-7]$/.test(priority)) return null;
  return Number(priority) <= 3 ? 'error' : Number(priority) === 4 ? 'warning' : null;
}

function timeOf(milliseconds: number): string | null {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) || time.getTime() < 0 ? null : time.toISOString();
}

type Place = { node: string; start: number };

function parseFile(body: string, { node, start }: Place, { after, limit }: LogQuestion): LogPage {
  const { lines, unfinished } = splitLines(body);
  const isNext = after === `f:${node}:${start}`;
  // The first of a part from the middle is half a line.
  const whole = isNext || start === 0 ? lines : lines.slice(1);
  const shown = isNext ? whole.slice(0, limit) : whole.slice(-limit);
  const read = isNext && shown.length < whole.length ? shown : lines;
  const bytes = read.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  return {
    source: 'file',
    lines: shown.map(toFileLine),
    unfinished: isNext && shown.length < whole.length ? '' : cleanLine(unfinished),
    cursor: `f:${node}:${start + bytes}`,
    hasMore: isNext && shown.length < whole.length,
    isCut: after !== null && !isNext,
  };
}

/** A time with its zone can be told in the reader's own; the traditional one without a year stays in the text. */
function toFileLine(line: string): LogLine {
  const [, stamp, rest] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) \S+ (.*)$/.exec(line) ?? [];
  const at = stamp === undefined ? null : timeOf(Date.parse(stamp));
  return { at, stream: null, level: null, text: cleanLine(at && rest !== undefined ? rest : line) };
}
