'use client';

import { lazy, Suspense } from 'react';
import type { SecretDialogProps } from './secret-dialog.tsx';

const Loaded = lazy(() => import('./secret-dialog.tsx').then((module) => ({ default: module.SecretDialog })));

/** The dialog's code is fetched when a secret is first asked for: a list page does not pay for it. */
export function AskSecretLazily(props: SecretDialogProps & { hasBeenAsked: boolean }) {
  const { hasBeenAsked, ...rest } = props;
  if (!hasBeenAsked) return null;
  return (
    <Suspense fallback={null}>
      <Loaded {...rest} />
    </Suspense>
  );
}
