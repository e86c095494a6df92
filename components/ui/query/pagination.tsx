import clsx from 'clsx';
import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { buttonClass } from '../button/button-class.ts';
import { type Query, withQuery } from './with-query.ts';

interface PaginationProps {
  path: string;
  query: Query;
  /** From 1. */
  page: number;
  pageSize: number;
  /** How many there are in all pages together. */
  total: number;
}

export function Pagination({ path, query, page, pageSize, total }: PaginationProps) {
  const t = useTranslations('common.pagination');
  const format = useFormatter();
  const pageCount = Math.max(1, Math.ceil(total / pageSize));
  if (total === 0) return null;
  const from = (page - 1) * pageSize + 1;
  const range = t('range', {
    from: format.number(from),
    to: format.number(Math.min(total, from + pageSize - 1)),
    total: format.number(total),
  });
  if (pageCount === 1) return <p className="mt-3 text-sm text-ink-3">{range}</p>;
  const hrefOf = (to: number) => withQuery(path, query, { page: to === 1 ? undefined : String(to) });
  return (
    <nav aria-label={t('label')} className="mt-3 flex items-center justify-between gap-3 text-sm text-ink-3">
      <p>{range}</p>
      <div className="flex items-center gap-1">
        <Step href={page > 1 ? hrefOf(page - 1) : undefined} rel="prev" label={t('previous')}>
          <ChevronLeft aria-hidden className="size-4" />
        </Step>
        <span className="px-1">
          {t('page', { page: format.number(page), count: format.number(pageCount) })}
        </span>
        <Step href={page < pageCount ? hrefOf(page + 1) : undefined} rel="next" label={t('next')}>
          <ChevronRight aria-hidden className="size-4" />
        </Step>
      </div>
    </nav>
  );
}

interface StepProps {
  href: string | undefined;
  rel: string;
  label: string;
  children: ReactNode;
}

function Step({ href, rel, label, children }: StepProps) {
  const look = buttonClass({ size: 'sm', square: true });
  if (href) {
    return (
      <Link href={href} prefetch={false} rel={rel} aria-label={label} className={look}>
        {children}
      </Link>
    );
  }
  return (
    <span
      aria-hidden
      className={clsx(look, 'border-line! text-line-strong! shadow-none! hover:bg-transparent!')}
    >
      {children}
    </span>
  );
}
