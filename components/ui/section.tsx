import clsx from 'clsx';
import { type ReactNode, useId } from 'react';

interface SectionProps {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** Puts the content into a frame. A table that fills the section goes without. */
  framed?: boolean | undefined;
  tone?: 'plain' | 'danger' | undefined;
  children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function Section({
  title,
  description,
  actions,
  framed = false,
  tone = 'plain',
  children,
}: SectionProps) {
  const id = useId();
  const frame = tone === 'danger' ? 'border-danger/40' : 'border-line';
  return (
    <section aria-labelledby={id} className="mb-8">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className={clsx('text-md', tone === 'danger' && 'text-danger')}>
            {title}
          </h2>
          {description && <p className="mt-0.5 max-w-2xl text-ink-2">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {framed ? <div className={clsx('rounded-lg border bg-surface p-4', frame)}>{children}</div> : children}
    </section>
  );
}
