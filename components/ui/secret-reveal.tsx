'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from './button/button.tsx';
import { Callout } from './callout.tsx';
import { CopyButton } from './copy-button.tsx';

interface SecretRevealProps {
  /** What it is, such as "API token". */
  label: string;
  value: string;
}

/** A value that nobody will see again: hidden from shoulders until asked for, copied without being shown. */
export function SecretReveal({ label, value }: SecretRevealProps) {
  const t = useTranslations('common.secret');
  const [isShown, setShown] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <Callout tone="warn">{t('warning')}</Callout>
      <p className="font-medium">{label}</p>
      <div className="flex items-center gap-1 rounded-md border border-control bg-surface py-1 ps-2.5 pe-1">
        <code className="min-w-0 flex-1 text-sm break-all select-all">
          {isShown ? value : '•'.repeat(24)}
        </code>
        <Button size="sm" variant="ghost" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {t(isShown ? 'hide' : 'show')}
        </Button>
        <CopyButton value={value} />
      </div>
    </div>
  );
}
