'use client';

import { useTranslations } from 'next-intl';
import { type ComponentProps, lazy } from 'react';
import { MenuOnDemand } from '#components/ui/menu/menu-on-demand.tsx';
import type { UserMenuProps } from './user-menu-items.tsx';

const loadItems = () => import('./user-menu-items.tsx').then((module) => ({ default: module.UserMenuItems }));
const Items = lazy(loadItems);

export function UserMenu(props: UserMenuProps) {
  const t = useTranslations('layout.user');
  const { name } = props.user;
  return (
    <MenuOnDemand load={loadItems} trigger={<Trigger name={name} aria-label={t('menu', { name })} />}>
      {(menu) => <Items {...props} {...menu} />}
    </MenuOnDemand>
  );
}

function Trigger({ name, ...rest }: ComponentProps<'button'> & { name: string }) {
  return (
    <button
      {...rest}
      type="button"
      className="flex min-w-0 items-center gap-2 rounded-md p-1.5 text-start hover:bg-hover data-popup-open:bg-hover"
    >
      <span
        aria-hidden
        className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text max-md:size-7"
      >
        {initials(name)}
      </span>
      <span className="min-w-0 truncate max-md:hidden">{name}</span>
    </button>
  );
}

function initials(name: string) {
  const words = name.trim().split(/\s+/);
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
}
