'use client';

import { useTransition } from 'react';
import { Button } from '#components/ui/button/button.tsx';

interface SignOutButtonProps {
  signOut: () => Promise<void>;
  label: string;
  pendingLabel: string;
}

/** For pages that have no user menu. */
export function SignOutButton({ signOut, label, pendingLabel }: SignOutButtonProps) {
  const [pending, startLeaving] = useTransition();
  return (
    <Button pending={pending} pendingLabel={pendingLabel} onClick={() => startLeaving(signOut)}>
      {label}
    </Button>
  );
}
