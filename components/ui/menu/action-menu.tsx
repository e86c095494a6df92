'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { lazy, useState } from 'react';
import { AskSecretLazily } from '../action/ask-secret-lazily.tsx';
import { ConfirmLazily } from '../action/confirm-lazily.tsx';
import { useAction } from '../action/use-action.ts';
import { IconButton } from '../button/icon-button.tsx';
import type { ActionMenuItem, RunnableItem } from './action-menu-item.ts';
import { MenuOnDemand } from './menu-on-demand.tsx';

export type { ActionMenuItem } from './action-menu-item.ts';

interface ActionMenuProps {
  /** Names the menu, such as "Actions for web-1". */
  label: string;
  items: ActionMenuItem[];
  size?: 'sm' | 'md' | undefined;
  variant?: 'ghost' | 'secondary' | undefined;
}

const loadItems = () =>
  import('./action-menu-items.tsx').then((module) => ({ default: module.ActionMenuItems }));
const Items = lazy(loadItems);

/** The "…" at the end of a row or a header. Plain data, so that a server component can build it. */
export function ActionMenu({ label, items, size = 'sm', variant }: ActionMenuProps) {
  const [chosen, setChosen] = useState<RunnableItem>();
  const [isAsking, setAsking] = useState(false);
  const { pending, run } = useAction();

  function choose(item: RunnableItem) {
    setChosen(item);
    if (item.confirm || item.prompt) setAsking(true);
    else run(item.action, item.fields);
  }

  return (
    <>
      <MenuOnDemand
        load={loadItems}
        trigger={
          <IconButton
            label={label}
            icon={<Ellipsis />}
            size={size}
            variant={variant}
            pending={pending && !isAsking}
            pendingLabel={<Ellipsis />}
          />
        }
      >
        {(menu) => <Items {...menu} items={items} onChoose={choose} />}
      </MenuOnDemand>
      {chosen?.prompt && (
        <AskSecretLazily
          {...chosen.prompt}
          hasBeenAsked
          open={isAsking}
          onOpenChange={setAsking}
          action={chosen.action}
          fields={chosen.fields}
          pendingLabel={chosen.pendingLabel}
        />
      )}
      {chosen?.confirm && !chosen.prompt && (
        <ConfirmLazily
          {...chosen.confirm}
          hasBeenAsked
          open={isAsking}
          onOpenChange={setAsking}
          pending={pending}
          pendingLabel={chosen.pendingLabel}
          onConfirm={() => run(chosen.action, chosen.fields, () => setAsking(false))}
        />
      )}
    </>
  );
}
