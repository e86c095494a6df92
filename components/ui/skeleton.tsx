import clsx from 'clsx';

/** The place of something that is on its way. Give it the size of what comes. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <span aria-hidden className={clsx('animate-quiet block rounded-sm bg-hover', className ?? 'h-4 w-32')} />
  );
}
