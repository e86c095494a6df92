'use client';

import ArrowLeftRight from 'lucide-react/icons/arrow-left-right';
import CircleUser from 'lucide-react/icons/circle-user';
import Keyboard from 'lucide-react/icons/keyboard';
import LogOut from 'lucide-react/icons/log-out';
import { useLocale, useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { Menu, MenuChoice, MenuItem, MenuLink, MenuSeparator } from '#components/ui/menu/menu.tsx';
import type { LoadedMenuProps } from '#components/ui/menu/menu-on-demand.tsx';
import { type Locale, localeNames, locales } from '#i18n/locales.ts';
import { openHelp } from './shell-events.ts';
import type { ShellUser } from './shell-props.ts';
import { ThemeChoice } from './theme-choice.tsx';
import { useChangeLocale } from './use-change-locale.ts';

export interface UserMenuProps {
  user: ShellUser;
  area: 'panel' | 'admin';
  accountHref: string;
  adminHref: string | undefined;
  panelHref: string | undefined;
  signOut: () => Promise<void>;
  saveLocale: ((locale: Locale) => Promise<void>) | undefined;
}

export function UserMenuItems(props: UserMenuProps & LoadedMenuProps) {
  const { user, area, accountHref, adminHref, panelHref, signOut, saveLocale, ...menu } = props;
  const t = useTranslations('layout.user');
  const locale = useLocale();
  const changeLocale = useChangeLocale(saveLocale);
  const [isLeaving, startLeaving] = useTransition();
  const otherHref = area === 'admin' ? panelHref : adminHref;
  return (
    <Menu {...menu} align="start" side="top">
      <div className="px-2 pt-1.5 pb-2">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-sm text-ink-3">{user.email}</p>
      </div>
      <MenuSeparator />
      <MenuLink href={accountHref} icon={<CircleUser aria-hidden />}>
        {t('account')}
      </MenuLink>
      {otherHref && (
        <MenuLink href={otherHref} icon={<ArrowLeftRight aria-hidden />}>
          {t(area === 'admin' ? 'toPanel' : 'toAdmin')}
        </MenuLink>
      )}
      <MenuItem icon={<Keyboard aria-hidden />} onClick={openHelp}>
        {t('shortcuts')}
      </MenuItem>
      <MenuSeparator />
      <ThemeChoice />
      <MenuSeparator />
      <MenuChoice
        label={t('language')}
        value={locale}
        options={locales.map((value) => ({ value, label: localeNames[value] }))}
        onChange={changeLocale}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onClick={() => startLeaving(signOut)}>
        {t(isLeaving ? 'signingOut' : 'signOut')}
      </MenuItem>
    </Menu>
  );
}
