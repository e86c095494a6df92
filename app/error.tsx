'use client';

import { FailurePage } from '#components/layout/failure-page.tsx';

export default function ErrorBoundary({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main>
      <FailurePage digest={error.digest} onRetry={reset} />
    </main>
  );
}
