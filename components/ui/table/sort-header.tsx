import clsx from 'clsx';
import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Link from 'next/link';
import { type Query, queryValue, withQuery } from '../query/with-query.ts';

interface SortHeaderProps {
  column: {
    key: string;
    header: string;
    sortable?: boolean | undefined;
    align?: 'start' | 'end' | undefined;
    actions?: boolean | undefined;
    width?: string | undefined;
  };
  path: string | undefined;
  query: Query | undefined;
  className: string | undefined;
}

export function SortHeader({ column, path, query, className }: SortHeaderProps) {
  const { key, header, sortable, align, actions, width } = column;
  const sort = query && queryValue(query, 'sort');
  const isUp = sort === key;
  const isDown = sort === `-${key}`;
  const shared = {
    scope: 'col',
    className,
    'data-align': align,
    style: width ? { width } : undefined,
  } as const;
  if (actions) {
    return (
      <th {...shared}>
        <span className="sr-only">{header}</span>
      </th>
    );
  }
  if (!sortable || path === undefined || !query) return <th {...shared}>{header}</th>;
  return (
    <th {...shared} aria-sort={isUp ? 'ascending' : isDown ? 'descending' : undefined}>
      <Link
        href={withQuery(path, query, { sort: isUp ? `-${key}` : key })}
        replace
        prefetch={false}
        scroll={false}
        className={clsx(
          'group inline-flex items-center gap-1 rounded-sm hover:text-ink',
          align === 'end' && 'flex-row-reverse',
        )}
      >
        {header}
        {isDown ? (
          <ArrowDown aria-hidden className="size-3 text-accent-text" />
        ) : (
          <ArrowUp
            aria-hidden
            className={
              isUp
                ? 'size-3 text-accent-text'
                : 'size-3 opacity-0 group-hover:opacity-60 group-focus-visible:opacity-60'
            }
          />
        )}
      </Link>
    </th>
  );
}
