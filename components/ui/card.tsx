import clsx from 'clsx';
import type { ReactNode } from 'react';

/** A frame around one thing. Where it needs a heading, use Section with `framed`. */
export function Card({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return <div className={clsx('rounded-lg border border-line bg-surface p-4', className)}>{children}</div>;
}
