'use client';

import Search from 'lucide-react/icons/search';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { Kbd } from '#components/ui/kbd.tsx';
import { onShellEvents } from './shell-events.ts';
import type { CommandItem, NavGroup } from './shell-props.ts';
import { useShellKeys } from './use-shell-keys.ts';

const Palette = lazy(() =>
  import('./command-palette.tsx').then((module) => ({ default: module.CommandPalette })),
);
const Help = lazy(() => import('./help-dialog.tsx').then((module) => ({ default: module.HelpDialog })));

interface ShellKeysProps {
  commands: CommandItem[];
  search: ((text: string) => Promise<CommandItem[]>) | undefined;
  nav: NavGroup[];
  createHref: string | undefined;
}

/** The search button, and everything that the keyboard opens. Palette and help are fetched when first asked for. */
export function ShellKeys({ commands, search, nav, createHref }: ShellKeysProps) {
  const t = useTranslations('layout.palette');
  const [open, setOpen] = useState<'palette' | 'help'>();
  const [wanted, setWanted] = useState({ palette: false, help: false });
  const items = nav.flatMap((group) => group.items);

  function show(what: 'palette' | 'help') {
    setWanted((old) => ({ ...old, [what]: true }));
    setOpen(what);
  }
  useShellKeys({ openPalette: () => show('palette'), openHelp: () => show('help'), items, createHref });
  const showOnEvent = useEffectEvent(show);
  useEffect(
    () => onShellEvents({ help: () => showOnEvent('help'), palette: () => showOnEvent('palette') }),
    [],
  );

  return (
    <>
      <button
        type="button"
        onClick={() => show('palette')}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-8 items-center gap-2 rounded-md border border-line-strong px-2 text-ink-3 hover:bg-hover hover:text-ink max-md:size-9 max-md:justify-center max-md:border-transparent max-md:px-0 md:bg-surface"
      >
        <Search aria-hidden className="size-4 shrink-0 max-md:size-5" />
        <span className="truncate max-md:sr-only">
          {t('button')}
          <span className="sr-only"> {t('buttonRest')}</span>
        </span>
        <Kbd className="ms-auto max-md:hidden">Ctrl K</Kbd>
      </button>
      <Suspense fallback={null}>
        {wanted.palette && (
          <Palette
            open={open === 'palette'}
            onOpenChange={(isOpen) => setOpen(isOpen ? 'palette' : undefined)}
            commands={commands}
            search={search}
          />
        )}
        {wanted.help && (
          <Help
            open={open === 'help'}
            onOpenChange={(isOpen) => setOpen(isOpen ? 'help' : undefined)}
            items={items}
            hasCreate={createHref !== undefined}
          />
        )}
      </Suspense>
    </>
  );
}
