import clsx from 'clsx';
import Link from 'next/link';
import { type Query, queryValue, withQuery } from './with-query.ts';

export interface FilterOption {
  /** What stands in the query; '' is "all". */
  value: string;
  label: string;
  count?: number | undefined;
}

interface FilterChipsProps {
  /** What is filtered by, such as "State". */
  label: string;
  path: string;
  query: Query;
  name: string;
  options: FilterOption[];
}

/** One choice of a few, each a link: works without scripts, and the address can be shared. */
export function FilterChips({ label, path, query, name, options }: FilterChipsProps) {
  const current = queryValue(query, name) ?? '';
  return (
    <nav aria-label={label} className="flex min-w-0 gap-1 overflow-x-auto p-0.5 -m-0.5">
      {options.map((option) => {
        const isCurrent = option.value === current;
        return (
          <Link
            key={option.value}
            href={withQuery(path, query, { [name]: option.value })}
            prefetch={false}
            scroll={false}
            aria-current={isCurrent || undefined}
            className={clsx(
              'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-sm transition-colors max-md:h-9',
              isCurrent
                ? 'border-accent bg-accent-soft text-accent-text'
                : 'border-line-strong text-ink-2 hover:bg-inset hover:text-ink',
            )}
          >
            {option.label}
            {option.count !== undefined && <span className="text-xs">{option.count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
