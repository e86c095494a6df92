'use client';

import { Menu, MenuLink } from '#components/ui/menu/menu.tsx';
import type { LoadedMenuProps } from '#components/ui/menu/menu-on-demand.tsx';
import type { NavItem } from './shell-props.ts';

export interface MoreMenuProps {
  items: NavItem[];
}

/** The pages that have no place in the bottom bar. */
export function MoreMenu({ items, ...menu }: MoreMenuProps & LoadedMenuProps) {
  return (
    <Menu {...menu} side="top">
      {items.map((item) => (
        <MenuLink key={item.href} href={item.href} icon={item.icon}>
          {item.label}
        </MenuLink>
      ))}
    </Menu>
  );
}
