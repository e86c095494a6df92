import EyeOff from 'lucide-react/icons/eye-off';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Polled } from './use-polled.ts';

interface LookInsideProps<T> {
  polled: Polled<T>;
  children: (data: T) => ReactNode;
}

/** What was seen last; until then that it is being looked at, or why it cannot be. */
export function LookInside<T>({ polled: { data, failure }, children }: LookInsideProps<T>) {
  const t = useTranslations('guests.look');
  const why = failure === '' ? t('lost') : failure;
  if (data === undefined && why !== undefined) {
    return (
      <EmptyState title={t('refused')} icon={<EyeOff />}>
        {why}
      </EmptyState>
    );
  }
  if (data === undefined) {
    return (
      <div role="status" aria-label={t('loading')} className="flex flex-col gap-3 py-2">
        {['w-full', 'w-11/12', 'w-10/12'].map((width) => (
          <Skeleton key={width} className={`h-6 ${width}`} />
        ))}
      </div>
    );
  }
  return (
    <>
      <div role="status">
        {why !== undefined && <p className="mb-2 text-sm text-warn">{t('stale', { why })}</p>}
      </div>
      {children(data)}
    </>
  );
}
