import { useTranslations } from 'next-intl';
import { Skeleton } from './skeleton.tsx';

interface PageSkeletonProps {
  /** Rows of the list that comes; none for a page of another kind. */
  rows?: number | undefined;
}

/** For loading.tsx: a header and a list, in the places where they will be. */
export function PageSkeleton({ rows = 8 }: PageSkeletonProps) {
  const t = useTranslations('common');
  return (
    <div aria-busy>
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      <Skeleton className="mb-4 h-3.5 w-40" />
      <Skeleton className="mb-7 h-6 w-56" />
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
        <div key={index} className="flex h-10 items-center gap-6 border-b border-line">
          <Skeleton className="h-3.5 w-1/4" />
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-3.5 w-28 max-md:hidden" />
          <Skeleton className="ms-auto h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
