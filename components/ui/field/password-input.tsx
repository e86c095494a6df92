'use client';

import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Input, type InputProps } from './input.tsx';

/** Give `autoComplete`: "current-password" or "new-password". */
export function PasswordInput(props: Omit<InputProps, 'type'>) {
  const t = useTranslations('common.password');
  const [isShown, setShown] = useState(false);
  const Icon = isShown ? EyeOff : Eye;
  return (
    <span className="relative flex">
      <Input
        {...props}
        type={isShown ? 'text' : 'password'}
        className="pe-9"
        spellCheck={false}
        autoCapitalize="none"
      />
      <button
        type="button"
        aria-label={t(isShown ? 'hide' : 'show')}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
        className="absolute inset-y-0 end-0 grid w-9 place-items-center rounded-md text-ink-3 hover:text-ink"
      >
        <Icon className="size-4" />
      </button>
    </span>
  );
}
