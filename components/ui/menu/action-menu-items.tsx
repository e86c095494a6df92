'use client';

import type { ActionMenuItem, RunnableItem } from './action-menu-item.ts';
import { Menu, MenuItem, MenuLink, MenuSeparator } from './menu.tsx';
import type { LoadedMenuProps } from './menu-on-demand.tsx';

export interface ActionMenuItemsProps {
  items: ActionMenuItem[];
  onChoose: (item: RunnableItem) => void;
}

/** What opens when the button of an ActionMenu is pressed. */
export function ActionMenuItems({ items, onChoose, ...menu }: ActionMenuItemsProps & LoadedMenuProps) {
  return (
    <Menu {...menu}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items of one menu have a fixed order
        <Entry key={index} item={item} onChoose={onChoose} />
      ))}
    </Menu>
  );
}

function Entry({ item, onChoose }: { item: ActionMenuItem; onChoose: (item: RunnableItem) => void }) {
  if (item.kind === 'separator') return <MenuSeparator />;
  if (item.kind === 'link' && item.disabledReason !== undefined) {
    return (
      <MenuItem icon={item.icon} disabledReason={item.disabledReason}>
        {item.label}
      </MenuItem>
    );
  }
  if (item.kind === 'download') {
    return (
      <MenuLink href={item.href} icon={item.icon} isDownload>
        {item.label}
      </MenuLink>
    );
  }
  if (item.kind === 'link') {
    return (
      <MenuLink href={item.href} icon={item.icon}>
        {item.label}
      </MenuLink>
    );
  }
  return (
    <MenuItem
      icon={item.icon}
      tone={item.tone}
      disabledReason={item.disabledReason}
      onClick={() => onChoose(item)}
    >
      {item.label}
    </MenuItem>
  );
}
