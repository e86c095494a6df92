'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { DeploymentLines } from '#server/deployments/schema.ts';
import { useLines } from './use-lines.ts';

interface DeploymentLogProps {
  path: string;
  first: DeploymentLines;
  hasBegun: boolean;
}

const marks = { live: 'working', over: 'stopped', broken: 'failed' } as const;

/** What is said while a version is deployed, line by line with its time, as it comes. */
export function DeploymentLog({ path, first, hasBegun }: DeploymentLogProps) {
  const t = useTranslations('deployments.log');
  const format = useFormatter();
  const { lines, state } = useLines(path, first);
  const box = useRef<HTMLDivElement>(null);
  const count = lines.length;
  useEffect(() => {
    if (state === 'live' && count > 0 && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [count, state]);
  return (
    <>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard */}
      <div
        ref={box}
        tabIndex={0}
        role="log"
        aria-label={t('title')}
        className="max-h-96 overflow-auto rounded-lg border border-line bg-surface py-2 font-mono text-xs leading-5"
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
        {count === 0 && (
          <p className="px-3 font-sans text-sm text-ink-2">{hasBegun ? t('none') : t('waiting')}</p>
        )}
        {lines.map(({ seq, at, text }) => (
          <p key={seq} className="flex gap-3 px-3">
            <time dateTime={at} className="w-16 shrink-0 text-ink-3 select-none">
              {format.dateTime(new Date(at), {
                ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
              })}
            </time>
            <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">{text}</span>
          </p>
        ))}
      </div>
      <p className="mt-2 text-sm text-ink-2">
        <StateLabel kind={marks[state]}>{t(state)}</StateLabel>
      </p>
    </>
  );
}
