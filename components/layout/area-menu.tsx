'use client';

import Check from 'lucide-react/icons/check';
import { useTranslations } from 'next-intl';
import { Menu, MenuLabel, MenuLink, MenuSeparator } from '#components/ui/menu/menu.tsx';
import type { LoadedMenuProps } from '#components/ui/menu/menu-on-demand.tsx';
import type { ShellTenant } from './shell-props.ts';

export interface AreaMenuProps {
  tenants: ShellTenant[];
  shown: ShellTenant | undefined;
  isAdmin: boolean;
  /** For those who may go there. */
  adminHref: string | undefined;
}

export function AreaMenu({ tenants, shown, isAdmin, adminHref, ...menu }: AreaMenuProps & LoadedMenuProps) {
  const t = useTranslations('layout');
  return (
    <Menu {...menu} align="start">
      <MenuLabel>{t('tenant.switch')}</MenuLabel>
      {tenants.map((tenant) => (
        <MenuLink key={tenant.slug} href={tenant.href} icon={<Mark isShown={tenant.slug === shown?.slug} />}>
          {tenant.name}
        </MenuLink>
      ))}
      {adminHref && (
        <>
          {tenants.length > 0 && <MenuSeparator />}
          <MenuLink href={adminHref} icon={<Mark isShown={isAdmin} />}>
            {t('admin')}
          </MenuLink>
        </>
      )}
    </Menu>
  );
}

function Mark({ isShown }: { isShown: boolean }) {
  return <Check aria-hidden className={isShown ? undefined : 'invisible'} />;
}
