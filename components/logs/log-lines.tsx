'use client';

import clsx from 'clsx';
import { useFormatter, useTranslations } from 'next-intl';
import { memo } from 'react';
import type { ShownLine } from './keep-lines.ts';

interface LogLinesProps {
  lines: ShownLine[];
  unfinished: string;
  wraps: boolean;
  /** What is marked in them. */
  search: string;
}

/** Lines as they were written, each with its time in the reader's own zone where it has one. */
export function LogLines({ lines, unfinished, wraps, search }: LogLinesProps) {
  const hasTimes = lines.some(({ at }) => at !== null);
  return (
    <ol className={clsx('w-max min-w-full py-2 font-mono text-xs leading-5', wraps && 'w-full!')}>
      {lines.map((line) => (
        <Line key={line.number} line={line} wraps={wraps} search={search} hasTimes={hasTimes} />
      ))}
      {unfinished && (
        <li
          className={clsx('px-3 text-ink-3', wraps ? 'whitespace-pre-wrap wrap-anywhere' : 'whitespace-pre')}
        >
          {unfinished}
        </li>
      )}
    </ol>
  );
}

type LineProps = { line: ShownLine; wraps: boolean; search: string; hasTimes: boolean };

/** Thousands of them: each is drawn once, and again only when the search or the wrapping changes. */
const Line = memo(function Line({ line, wraps, search, hasTimes }: LineProps) {
  const t = useTranslations('logs');
  const { at, level, stream, text, isBehindGap } = line;
  const shown = (
    <li
      className={clsx(
        'flex gap-3 border-s-2 px-3 [content-visibility:auto]',
        level === 'error' && 'border-danger bg-danger-soft',
        level === 'warning' && 'border-warn bg-warn-soft',
        level === null && (stream === 'stderr' ? 'border-line-strong' : 'border-transparent'),
      )}
    >
      {hasTimes && <Time at={at} />}
      <span className={clsx('min-w-0', wraps ? 'whitespace-pre-wrap wrap-anywhere' : 'whitespace-pre')}>
        {level && <span className="sr-only">{t(`level.${level}`)}: </span>}
        {stream === 'stderr' && <span className="sr-only">{t('stderr')}: </span>}
        <Marked text={text} search={search} />
      </span>
    </li>
  );
  if (!isBehindGap) return shown;
  return (
    <>
      <li className="px-3 py-2 font-sans text-ink-3">⋯ {t('cut')} ⋯</li>
      {shown}
    </>
  );
});

function Time({ at }: { at: string | null }) {
  const format = useFormatter();
  if (at === null) return <span className="w-16 shrink-0" />;
  const time = new Date(at);
  return (
    <time
      dateTime={at}
      title={format.dateTime(time, { dateStyle: 'full', timeStyle: 'long' })}
      className="w-16 shrink-0 text-ink-3 select-none"
    >
      {format.dateTime(time, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })}
    </time>
  );
}

function Marked({ text, search }: { text: string; search: string }) {
  if (!search) return text || ' ';
  const parts: { at: number; text: string; isHit: boolean }[] = [];
  const low = text.toLowerCase();
  let from = 0;
  for (let hit = low.indexOf(search); hit >= 0; hit = low.indexOf(search, from)) {
    parts.push({ at: from, text: text.slice(from, hit), isHit: false });
    parts.push({ at: hit, text: text.slice(hit, hit + search.length), isHit: true });
    from = hit + search.length;
  }
  parts.push({ at: from, text: text.slice(from), isHit: false });
  return parts.map((part) =>
    part.isHit ? (
      <mark key={`${part.at}+`} className="rounded-xs bg-accent-soft text-accent-text underline">
        {part.text}
      </mark>
    ) : (
      <span key={part.at}>{part.text}</span>
    ),
  );
}
