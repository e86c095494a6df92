import clsx from 'clsx';
import Link from 'next/link';
import { type Query, queryValue, withQuery } from '../query/with-query.ts';

interface ChartRangesProps {
  /** What is chosen, such as "Time shown". */
  label: string;
  path: string;
  query: Query;
  /** The first is what is shown without a choice. */
  options: { value: string; label: string }[];
}

/** Which span of time the charts of a page show; stands in the query as `range`. */
export function ChartRanges({ label, path, query, options }: ChartRangesProps) {
  const first = options[0]?.value;
  const current = queryValue(query, 'range') ?? first;
  return (
    <nav aria-label={label} className="inline-flex rounded-md border border-line-strong p-0.5">
      {options.map((option) => (
        <Link
          key={option.value}
          href={withQuery(path, query, { range: option.value === first ? undefined : option.value })}
          replace
          prefetch={false}
          scroll={false}
          aria-current={option.value === current || undefined}
          className={clsx(
            'rounded-sm px-2 py-0.5 text-sm max-md:px-3 max-md:py-1.5',
            option.value === current ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:text-ink',
          )}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
