'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import clsx from 'clsx';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AskSecretLazily } from '#components/ui/action/ask-secret-lazily.tsx';
import { useAction } from '#components/ui/action/use-action.ts';
import { popupClass, scrimClass } from '#components/ui/dialog/popup-class.ts';
import { menuItemClass } from '#components/ui/menu/menu-class.ts';
import { type CommandGroup, filterCommands } from './filter-commands.ts';
import type { CommandItem } from './shell-props.ts';
import { useServerSearch } from './use-server-search.ts';

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commands: CommandItem[];
  search: ((text: string) => Promise<CommandItem[]>) | undefined;
}

/** Goes, makes and does by name. What is known matches at once; what the server finds follows. */
export function CommandPalette({ open, onOpenChange, commands, search }: CommandPaletteProps) {
  const t = useTranslations('layout.palette');
  const router = useRouter();
  const { run } = useAction();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<CommandItem>();
  const [isAsking, setAsking] = useState(false);
  const found = useServerSearch(open ? text : '', search);
  const groups = filterCommands(commands, found.items, text);

  function change(isOpen: boolean) {
    if (!isOpen) setText('');
    onOpenChange(isOpen);
  }
  function choose(item: CommandItem) {
    change(false);
    if (item.prompt) {
      setAsked(item);
      setAsking(true);
    } else if (item.action) run(item.action, item.fields);
    else if (item.href) router.push(item.href);
  }

  return (
    <>
      <Dialog.Root open={open} onOpenChange={(isOpen) => change(isOpen)}>
        <Dialog.Portal>
          <Dialog.Backdrop className={scrimClass} />
          <Dialog.Popup aria-label={t('open')} className={clsx(popupClass, 'w-lg')}>
            <Autocomplete.Root
              open
              inline
              autoHighlight="always"
              mode="none"
              items={groups}
              value={text}
              onValueChange={(value) => setText(value)}
              itemToStringValue={(item: CommandItem) => item.label}
            >
              <Autocomplete.Input
                aria-label={t('open')}
                placeholder={t('placeholder')}
                className="h-12 w-full border-b border-line bg-transparent px-4 text-md outline-none"
              />
              <p role="status" className="empty:hidden px-4 py-6 text-center text-ink-3">
                {groups.length === 0 && statusText(found.status, text, t)}
              </p>
              <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain p-1.5 empty:hidden">
                {(group: CommandGroup) => (
                  <Autocomplete.Group key={group.value} items={group.items} className="not-first:mt-1.5">
                    <Autocomplete.GroupLabel className="px-2 py-1 text-xs text-ink-3">
                      {t(groupLabels[group.value])}
                    </Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(item: CommandItem) => (
                        <Autocomplete.Item
                          key={item.id}
                          value={item}
                          onClick={() => choose(item)}
                          className={menuItemClass}
                        >
                          <span className="min-w-0 truncate">{item.label}</span>
                          {item.hint && (
                            <span className="ms-auto shrink-0 text-sm text-ink-3">{item.hint}</span>
                          )}
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
      {asked?.prompt && asked.action && (
        <AskSecretLazily
          {...asked.prompt}
          hasBeenAsked
          action={asked.action}
          fields={asked.fields}
          open={isAsking}
          onOpenChange={setAsking}
        />
      )}
    </>
  );
}

const groupLabels = { found: 'found', go: 'goTo', create: 'create', run: 'run' } as const;

function statusText(
  status: 'idle' | 'searching' | 'failed',
  query: string,
  t: ReturnType<typeof useTranslations<'layout.palette'>>,
) {
  if (status === 'searching') return t('searching');
  if (status === 'failed') return t('failed');
  return t('empty', { query });
}
