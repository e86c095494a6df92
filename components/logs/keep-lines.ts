import type { LogLine, LogPage, LogSource } from '#server/logs/schema.ts';

/** A line on the page: numbered, so that it stays itself while others come and go. */
export type ShownLine = LogLine & { number: number; isBehindGap: boolean };
export type Shown = {
  source: LogSource | undefined;
  lines: ShownLine[];
  unfinished: string;
  cursor: string | null;
  next: number;
};

/** More than that nobody reads on a page; the rest is in the guest. */
export const mostLines = 5000;
export const nothing: Shown = { source: undefined, lines: [], unfinished: '', cursor: null, next: 0 };

/** What is shown with an answer behind it. From another source it begins anew; a gap is marked. */
export function keepLines(shown: Shown, page: LogPage): Shown {
  const isOther = shown.source !== undefined && shown.source !== page.source;
  const before = isOther ? [] : shown.lines;
  const added = page.lines.map((line, index) => ({
    ...line,
    number: shown.next + index,
    isBehindGap: page.isCut && !isOther && index === 0 && before.length > 0,
  }));
  return {
    source: page.source,
    lines: added.length > 0 ? [...before, ...added].slice(-mostLines) : before,
    unfinished: page.unfinished,
    cursor: page.cursor,
    next: shown.next + added.length,
  };
}
