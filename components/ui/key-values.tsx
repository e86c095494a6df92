import clsx from 'clsx';
import type { ReactNode } from 'react';

export interface KeyValue {
  label: string;
  value: ReactNode;
}

/** Facts about one thing, label beside value. */
export function KeyValues({ items, columns = 1 }: { items: KeyValue[]; columns?: 1 | 2 | undefined }) {
  return (
    <dl className={clsx('grid gap-x-10', columns === 2 && 'lg:grid-cols-2')}>
      {items.map((item) => (
        <div
          key={item.label}
          className="grid grid-cols-[minmax(7rem,34%)_1fr] items-baseline gap-3 border-b border-line py-1.5 last:border-0"
        >
          <dt className="text-ink-3">{item.label}</dt>
          <dd className="flex min-w-0 items-center gap-1.5 wrap-anywhere">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
