'use client';

import ArrowDown from 'lucide-react/icons/arrow-down';
import ScrollText from 'lucide-react/icons/scroll-text';
import { useTranslations } from 'next-intl';
import { type ReactNode, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { mostLines } from './keep-lines.ts';
import { LogLines } from './log-lines.tsx';
import { LogTools } from './log-tools.tsx';
import { useLog } from './use-log.ts';

interface LogViewerProps {
  path: string;
  /** Of the file that can be saved. */
  name: string;
  /** What can be done where there is no log, such as starting the instance. */
  otherwise?: ReactNode;
}

/** A log that grows while it is looked at: followed at its end until somebody scrolls up, searched, saved. */
export function LogViewer({ path, name, otherwise }: LogViewerProps) {
  const t = useTranslations('logs');
  const [isPaused, setPaused] = useState(false);
  const [wraps, setWraps] = useState(true);
  const [search, setSearch] = useState('');
  const { shown, state, refusal, retry } = useLog(path, isPaused);
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const fitting = useMemo(
    () => (wanted ? shown.lines.filter(({ text }) => text.toLowerCase().includes(wanted)) : shown.lines),
    [shown.lines, wanted],
  );
  const unfinished = wanted ? '' : shown.unfinished;
  const { box, isAtEnd, onScroll, toEnd } = useEnd();

  if (state === 'refused') {
    return (
      <EmptyState
        title={t('unavailable')}
        icon={<ScrollText />}
        action={otherwise ?? <Button onClick={retry}>{t('retry')}</Button>}
      >
        {refusal}
      </EmptyState>
    );
  }
  const isEmpty = shown.lines.length === 0 && shown.unfinished === '';
  return (
    <section aria-label={t('title')} className="flex flex-col gap-3">
      <LogTools
        {...{ name, lines: fitting, search, setSearch, wraps, setWraps, isPaused, setPaused, state }}
        found={wanted ? fitting.length : undefined}
      />
      <div className="relative">
        {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
        <div
          ref={box}
          onScroll={onScroll}
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label={t('lines')}
          className="h-[max(18rem,calc(100dvh-26rem))] overflow-auto rounded-lg border border-line bg-surface"
        >
          {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
          {state === 'loading' && <Waiting />}
          {state !== 'loading' && isEmpty && <Nothing title={t('empty.title')}>{t('empty.body')}</Nothing>}
          {!isEmpty && fitting.length === 0 && wanted && <Nothing title={t('noMatch')} />}
          <LogLines lines={fitting} unfinished={unfinished} wraps={wraps} search={wanted} />
        </div>
        {!isAtEnd && !isEmpty && (
          <div className="absolute end-4 bottom-4">
            <Button size="sm" onClick={toEnd}>
              <ArrowDown aria-hidden />
              {t('toEnd')}
            </Button>
          </div>
        )}
      </div>
      <p className="text-sm text-ink-3">
        {shown.source && t('from', { source: t(`source.${shown.source}`) })} {t('guestWord')}
        {shown.next > mostLines && ` ${t('limited', { count: mostLines })}`}
      </p>
    </section>
  );
}

/** Keeps the end in sight while whoever reads is there. */
function useEnd() {
  const box = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  // After whatever was drawn: lines that came, others that fit, another wrapping.
  useEffect(() => {
    if (isAtEnd && box.current) box.current.scrollTop = box.current.scrollHeight;
  });
  function onScroll() {
    const { scrollTop = 0, scrollHeight = 0, clientHeight = 0 } = box.current ?? {};
    setAtEnd(scrollHeight - scrollTop - clientHeight < 24);
  }
  return { box, isAtEnd, onScroll, toEnd: () => setAtEnd(true) };
}

function Waiting() {
  const t = useTranslations('logs.state');
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col gap-2 p-3">
      {['w-2/3', 'w-4/5', 'w-1/2', 'w-3/4'].map((width) => (
        <Skeleton key={width} className={`h-3.5 ${width}`} />
      ))}
    </div>
  );
}

function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="px-4 py-12 text-center">
      <p className="font-medium">{title}</p>
      {children && <p className="mt-1 text-ink-2">{children}</p>}
    </div>
  );
}
