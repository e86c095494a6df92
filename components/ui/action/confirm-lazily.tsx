'use client';

import { lazy, Suspense } from 'react';
import type { ConfirmDialogProps } from '../dialog/confirm-dialog.tsx';

const Loaded = lazy(() =>
  import('../dialog/confirm-dialog.tsx').then((module) => ({ default: module.ConfirmDialog })),
);

/** The dialog's code is fetched when a question is first asked: a list page does not pay for it. */
export function ConfirmLazily(props: ConfirmDialogProps & { hasBeenAsked: boolean }) {
  const { hasBeenAsked, ...rest } = props;
  if (!hasBeenAsked) return null;
  return (
    <Suspense fallback={null}>
      <Loaded {...rest} />
    </Suspense>
  );
}
