'use client';

import { lazy, Suspense, useEffect, useState } from 'react';
import { onToast } from './show-toast.ts';

const Region = lazy(() => import('./toast-region.tsx').then((module) => ({ default: module.ToastRegion })));

/** The one place where toasts appear; the root layout holds it. Its code comes with the first of them. */
export function ToastHost() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    if (!isWanted) return onToast(() => setWanted(true));
  }, [isWanted]);
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <Region />
    </Suspense>
  );
}
