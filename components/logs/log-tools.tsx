'use client';

import Download from 'lucide-react/icons/download';
import Pause from 'lucide-react/icons/pause';
import Play from 'lucide-react/icons/play';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { controlClass, controlHeight } from '#components/ui/field/control-class.ts';
import { Switch } from '#components/ui/field/switch.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import type { ShownLine } from './keep-lines.ts';
import { saveLines } from './save-lines.ts';
import type { LogState } from './use-log.ts';

interface LogToolsProps {
  name: string;
  lines: ShownLine[];
  search: string;
  setSearch: (text: string) => void;
  /** How many lines fit what is searched; undefined while nothing is. */
  found: number | undefined;
  wraps: boolean;
  setWraps: (wraps: boolean) => void;
  isPaused: boolean;
  setPaused: (isPaused: boolean) => void;
  state: LogState;
}

const marks = {
  loading: 'working',
  following: 'running',
  paused: 'stopped',
  hidden: 'stopped',
  broken: 'failed',
  refused: 'stopped',
} as const;

export function LogTools(props: LogToolsProps) {
  const { name, lines, search, setSearch, found, wraps, setWraps, isPaused, setPaused, state } = props;
  const t = useTranslations('logs');
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <search className="flex min-w-0 grow items-center gap-3 max-md:w-full">
        <label htmlFor={id} className="sr-only">
          {t('search')}
        </label>
        <input
          id={id}
          type="search"
          value={search}
          placeholder={t('search')}
          onChange={(event) => setSearch(event.target.value)}
          className={`${controlClass} ${controlHeight} w-72 max-w-full px-2.5 max-md:w-full`}
        />
        <span role="status" className="shrink-0 text-sm text-ink-2 empty:hidden">
          {found !== undefined && t('found', { count: found })}
        </span>
      </search>
      <span aria-live="polite" className="text-sm">
        <StateLabel kind={marks[state]}>{t(`state.${state === 'refused' ? 'paused' : state}`)}</StateLabel>
      </span>
      <Switch label={t('wrap')} checked={wraps} onChange={(event) => setWraps(event.target.checked)} />
      <Button onClick={() => setPaused(!isPaused)}>
        {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {isPaused ? t('resume') : t('pause')}
      </Button>
      <Button
        onClick={() => saveLines(name, lines)}
        disabledReason={lines.length === 0 ? t('nothingToDownload') : undefined}
      >
        <Download aria-hidden />
        {t('download')}
      </Button>
    </div>
  );
}
