import type { ReactNode } from 'react';

interface PageHeaderProps {
  title: ReactNode;
  /** A sentence, or a line of facts such as state, kind and address. */
  description?: ReactNode;
  breadcrumb?: ReactNode;
  /** The two or three things to do here, the main one last. */
  actions?: ReactNode;
  /** Tabs that continue the header. */
  tabs?: ReactNode;
}

export function PageHeader({ title, description, breadcrumb, actions, tabs }: PageHeaderProps) {
  return (
    <header className="mb-5 flex flex-col gap-3">
      {breadcrumb}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 md:flex-1 md:basis-80">
          <h1 className="text-lg wrap-anywhere">{title}</h1>
          {description && (
            <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2">{description}</div>
          )}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {tabs}
    </header>
  );
}
