import clsx from 'clsx';
import type { ReactNode } from 'react';

/** A key on the keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <kbd
      className={clsx(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-sm border border-line-strong bg-inset px-1 font-sans text-xs whitespace-nowrap text-ink-2',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
