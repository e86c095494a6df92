'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import type { NavItem } from './shell-props.ts';

interface HelpDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  items: NavItem[];
  hasCreate: boolean;
}

export function HelpDialog({ open, onOpenChange, items, hasCreate }: HelpDialogProps) {
  const t = useTranslations('layout.help');
  const rows = [
    { keys: ['Ctrl', 'K'], what: t('palette') },
    { keys: ['/'], what: t('search') },
    ...(hasCreate ? [{ keys: ['C'], what: t('create') }] : []),
    ...items.flatMap((item) =>
      item.shortcut
        ? [{ keys: ['G', item.shortcut.toUpperCase()], what: t('goTo', { name: item.label }) }]
        : [],
    ),
    { keys: ['?'], what: t('help') },
    { keys: ['Esc'], what: t('close') },
  ];
  return (
    <Dialog title={t('title')} open={open} onOpenChange={onOpenChange}>
      <dl>
        {rows.map((row) => (
          <div
            key={row.what}
            className="flex items-center justify-between gap-6 border-b border-line py-2 last:border-0"
          >
            <dt className="text-ink-2">{row.what}</dt>
            <dd className="flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
