'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { ConfirmLazily } from '../action/confirm-lazily.tsx';
import { useAction } from '../action/use-action.ts';
import { Button } from '../button/button.tsx';
import type { FormAction } from '../form/action-state.ts';
import { useSelection } from './selection-scope.tsx';

export interface BulkAction {
  key: string;
  label: string;
  pendingLabel: string;
  /** Gets every ticked id under the name `id`, repeated. */
  action: FormAction;
  tone?: 'plain' | 'danger' | undefined;
  /** One question for all of them; how many they are is said above the body. */
  confirm?:
    | {
        title: string;
        body: ReactNode;
        confirmLabel: string;
        /** How many they are has to be typed first, for what cannot be taken back. */
        isTyped?: boolean | undefined;
      }
    | undefined;
}

/** What can be done with the ticked rows; there only while some are ticked. */
export function BulkBar({ label, actions }: { label: string; actions: BulkAction[] }) {
  const t = useTranslations('common.table');
  const { ids, clear } = useSelection();
  const { pending, run } = useAction();
  const [chosen, setChosen] = useState<BulkAction>();
  const [isAsking, setAsking] = useState(false);

  function start(item: BulkAction) {
    run(item.action, { id: [...ids] }, (state) => {
      setAsking(false);
      if (state.status === 'ok') clear();
    });
  }
  function press(item: BulkAction) {
    setChosen(item);
    if (item.confirm) setAsking(true);
    else start(item);
  }

  if (ids.size === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={label}
      className="sticky bottom-4 z-10 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-overlay p-1.5 ps-3 shadow-lg max-md:bottom-20"
    >
      <span aria-live="polite" className="me-2 font-medium">
        {t('selected', { count: ids.size })}
      </span>
      {actions.map((item) => (
        <Button
          key={item.key}
          size="sm"
          variant={item.tone === 'danger' ? 'danger' : 'secondary'}
          pending={pending && chosen?.key === item.key}
          pendingLabel={item.pendingLabel}
          onClick={() => press(item)}
        >
          {item.label}
        </Button>
      ))}
      <Button size="sm" variant="ghost" onClick={clear}>
        {t('clearSelection')}
      </Button>
      {chosen?.confirm && (
        <ConfirmLazily
          hasBeenAsked
          title={chosen.confirm.title}
          body={
            <>
              <p className="font-medium text-ink">{t('selected', { count: ids.size })}</p>
              {chosen.confirm.body}
            </>
          }
          confirmLabel={chosen.confirm.confirmLabel}
          typeName={chosen.confirm.isTyped ? String(ids.size) : undefined}
          pendingLabel={chosen.pendingLabel}
          tone={chosen.tone}
          open={isAsking}
          onOpenChange={setAsking}
          pending={pending}
          onConfirm={() => start(chosen)}
        />
      )}
    </div>
  );
}
