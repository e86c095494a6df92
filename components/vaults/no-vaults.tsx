import Lock from 'lucide-react/icons/lock';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';

/** Before the first vault: what one is, what it does, and the way to it. */
export function NoVaults({ action }: { action: ReactNode }) {
  const t = useTranslations('vaults.empty');
  return (
    <EmptyState title={t('title')} icon={<Lock />} action={action}>
      <p>{t('body')}</p>
      <ol className="mt-4 flex flex-col gap-1.5 text-start">
        {(['make', 'fill', 'lock'] as const).map((step, index) => (
          <li key={step} className="flex items-baseline gap-2.5">
            <span className="grid size-5 shrink-0 place-items-center self-start rounded-full bg-inset text-xs font-medium text-ink-3">
              {index + 1}
            </span>
            <span>{t(`steps.${step}`)}</span>
          </li>
        ))}
      </ol>
    </EmptyState>
  );
}
