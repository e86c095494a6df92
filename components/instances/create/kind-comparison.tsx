import ChevronRight from 'lucide-react/icons/chevron-right';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TextLink } from '#components/ui/text-link.tsx';
import { paths } from '#server/paths.ts';

/** The kinds side by side, for who wants to know before choosing; also a page of its own. */
export function KindComparison({ tenant, children }: { tenant: string; children: ReactNode }) {
  const t = useTranslations('kinds.compare');
  return (
    <details className="group -mt-3">
      <summary className="flex w-fit items-center gap-1.5 rounded-sm font-medium">
        <ChevronRight aria-hidden className="size-4 text-ink-3 transition-transform group-open:rotate-90" />
        {t('open')}
      </summary>
      <p className="mt-2 mb-3 text-sm">
        <TextLink href={paths.kinds(tenant)}>{t('ownPage')}</TextLink>
      </p>
      {children}
    </details>
  );
}
