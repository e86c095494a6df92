'use client';

import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down';
import { useTranslations } from 'next-intl';
import { lazy } from 'react';
import { MenuOnDemand } from '#components/ui/menu/menu-on-demand.tsx';
import type { ShellTenant } from './shell-props.ts';

const loadAreaMenu = () => import('./area-menu.tsx').then((module) => ({ default: module.AreaMenu }));
const AreaMenu = lazy(loadAreaMenu);

interface AreaSwitchProps {
  area: 'panel' | 'admin';
  tenants: ShellTenant[];
  currentTenant: string | undefined;
  /** For those who may go there. */
  adminHref: string | undefined;
}

/** Says whose things are shown, and leads to the others. */
export function AreaSwitch({ area, tenants, currentTenant, adminHref }: AreaSwitchProps) {
  const t = useTranslations('layout');
  const shown = area === 'admin' ? undefined : tenants.find((tenant) => tenant.slug === currentTenant);
  const name = area === 'admin' ? t('admin') : (shown?.name ?? 'Berth');
  const others = tenants.filter((tenant) => tenant.slug !== shown?.slug);
  const mayGo = others.length > 0 || (area !== 'admin' && adminHref !== undefined);
  if (!mayGo) return <span className="min-w-0 truncate px-1.5 font-semibold">{name}</span>;
  return (
    <MenuOnDemand
      load={loadAreaMenu}
      trigger={
        <button
          type="button"
          aria-label={t('tenant.current', { name })}
          className="flex h-8 min-w-0 items-center gap-1.5 rounded-md px-1.5 font-semibold hover:bg-hover data-popup-open:bg-hover md:flex-1"
        >
          <span className="min-w-0 truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="ms-auto size-3.5 shrink-0 text-ink-3" />
        </button>
      }
    >
      {(menu) => (
        <AreaMenu
          {...menu}
          tenants={tenants}
          shown={shown}
          isAdmin={area === 'admin'}
          adminHref={adminHref}
        />
      )}
    </MenuOnDemand>
  );
}
