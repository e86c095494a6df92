import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** Why there is nothing, in a few words. */
  title: string;
  /** A sentence about what would be here, or what to try. */
  children?: ReactNode;
  /** The next step. */
  action?: ReactNode;
  icon?: ReactNode;
}

export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-lg border border-dashed border-line-strong px-6 py-14 text-center">
      {icon && (
        <div
          aria-hidden
          className="mb-4 grid size-10 place-items-center rounded-lg border border-line bg-inset text-ink-3 [&_svg]:size-5"
        >
          {icon}
        </div>
      )}
      <h2 className="text-base">{title}</h2>
      {children && <div className="mt-1 max-w-md text-balance text-ink-2">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
