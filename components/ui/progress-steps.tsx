import clsx from 'clsx';
import Check from 'lucide-react/icons/check';
import Minus from 'lucide-react/icons/minus';
import Undo2 from 'lucide-react/icons/undo-2';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Duration } from './format/duration.tsx';
import { Elapsed } from './format/elapsed.tsx';

export type StepState = 'waiting' | 'running' | 'done' | 'failed' | 'undone' | 'skipped';

export interface ProgressStep {
  key: string;
  label: string;
  state: StepState;
  /** When it began; a running step counts from here. */
  startedAt?: Date | string | undefined;
  /** How long it took, once it is over. */
  durationMs?: number | undefined;
  error?: string | undefined;
}

/** The steps of something under way, with their times; a screen reader hears how far it is. */
export function ProgressSteps({ label, steps }: { label: string; steps: ProgressStep[] }) {
  const t = useTranslations('common.steps');
  const done = steps.filter((step) => step.state === 'done' || step.state === 'skipped').length;
  const current = steps.find((step) => step.state === 'running' || step.state === 'failed');
  return (
    <div>
      <p role="status" className="sr-only">
        {t('progress', { done, count: steps.length })}
        {current && `. ${current.label}: ${t(current.state)}`}
      </p>
      <ol aria-label={label} className="flex flex-col">
        {steps.map((step) => (
          <Step key={step.key} step={step} />
        ))}
      </ol>
    </div>
  );
}

function Step({ step }: { step: ProgressStep }) {
  const t = useTranslations('common.steps');
  const isQuiet = step.state === 'waiting' || step.state === 'skipped' || step.state === 'undone';
  return (
    <li className="group relative flex gap-3 pb-2.5 last:pb-0">
      <span
        aria-hidden
        className="absolute start-[7.5px] top-5 bottom-0 w-px bg-line-strong group-last:hidden"
      />
      {marks[step.state]}
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline justify-between gap-3">
          <span className={clsx(isQuiet && 'text-ink-3', step.state === 'running' && 'font-medium')}>
            {step.label}
            <span
              className={isQuiet && step.state !== 'waiting' ? 'text-sm before:content-["_·_"]' : 'sr-only'}
            >
              {' '}
              {t(step.state)}
            </span>
          </span>
          <span className="shrink-0 text-sm text-ink-3">
            {step.state === 'running' && step.startedAt && <Elapsed since={step.startedAt} />}
            {step.state !== 'running' && step.durationMs !== undefined && (
              <Duration milliseconds={step.durationMs} />
            )}
          </span>
        </div>
        {step.error && <p className="mt-0.5 text-sm wrap-anywhere text-danger">{step.error}</p>}
      </div>
    </li>
  );
}

const markClass = 'mt-0.5 grid size-4 shrink-0 place-items-center rounded-full [&_svg]:size-3';

const marks: Record<StepState, ReactNode> = {
  waiting: <span aria-hidden className={clsx(markClass, 'border border-line-strong bg-surface')} />,
  running: (
    <span aria-hidden className={clsx(markClass, 'border-2 border-info bg-surface')}>
      <span className="animate-quiet size-1.5 rounded-full bg-info" />
    </span>
  ),
  done: (
    <span aria-hidden className={clsx(markClass, 'bg-ok-soft text-ok')}>
      <Check strokeWidth={3} />
    </span>
  ),
  failed: (
    <span aria-hidden className={clsx(markClass, 'bg-danger-fill text-on-danger')}>
      <X strokeWidth={3} />
    </span>
  ),
  undone: (
    <span aria-hidden className={clsx(markClass, 'bg-inset text-ink-3')}>
      <Undo2 />
    </span>
  ),
  skipped: (
    <span aria-hidden className={clsx(markClass, 'bg-inset text-ink-3')}>
      <Minus />
    </span>
  ),
};
