import SearchX from 'lucide-react/icons/search-x';
import Server from 'lucide-react/icons/server';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { paths } from '#server/paths.ts';

/** Before the first instance: what one is, and the way to it. */
export function NoInstances({ action }: { action: ReactNode }) {
  const t = useTranslations('instances.empty');
  return (
    <EmptyState title={t('title')} icon={<Server />} action={action}>
      <p>{t('body')}</p>
      <ol className="mt-4 flex flex-col gap-1.5 text-start">
        {(['choose', 'key', 'use'] as const).map((step, index) => (
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

/** The account has instances, but none that was looked for. */
export function NoMatch({ tenant, search }: { tenant: string; search: string | undefined }) {
  const t = useTranslations('instances.noMatch');
  return (
    <EmptyState
      title={t('title')}
      icon={<SearchX />}
      action={<LinkButton href={paths.instances(tenant)}>{t('action')}</LinkButton>}
    >
      {search ? t('search', { query: search }) : t('state')}
    </EmptyState>
  );
}
