'use client';

import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { IconButton } from './button/icon-button.tsx';
import { showToast } from './toast/show-toast.ts';

interface CopyButtonProps {
  value: string;
  /** What is copied, such as "Copy the address"; "Copy" when left out. */
  label?: string | undefined;
  size?: 'sm' | 'md' | undefined;
}

const saidMs = 1600;

export function CopyButton({ value, label, size = 'sm' }: CopyButtonProps) {
  const t = useTranslations('common');
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), saidMs);
    return () => clearTimeout(timer);
  }, [isCopied]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without HTTPS, or when the browser forbids it, there is no clipboard.
      showToast({ title: t('copyFailed'), tone: 'danger' });
    }
  }

  return (
    <>
      <IconButton
        size={size}
        label={isCopied ? t('copied') : (label ?? t('copy'))}
        icon={isCopied ? <Check className="text-ok" /> : <Copy />}
        onClick={copy}
      />
      <span role="status" className="sr-only">
        {isCopied && t('copied')}
      </span>
    </>
  );
}
