'use client';

import clsx from 'clsx';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { lazy } from 'react';
import { MenuOnDemand } from '#components/ui/menu/menu-on-demand.tsx';
import { isCurrent } from './is-current.ts';
import type { NavGroup, NavItem } from './shell-props.ts';

const loadMoreMenu = () => import('./more-menu.tsx').then((module) => ({ default: module.MoreMenu }));
const MoreMenu = lazy(loadMoreMenu);

/** On a narrow screen this many stand in the bottom bar, the rest behind "More". */
const barLength = 4;

export function MainNav({ groups }: { groups: NavGroup[] }) {
  const t = useTranslations('layout');
  const path = usePathname();
  const items = groups.flatMap((group) => group.items);
  const hidden = items.length > barLength + 1 ? items.slice(barLength) : [];
  return (
    <nav
      aria-label={t('nav')}
      className="flex max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:z-20 max-md:border-t max-md:border-line max-md:bg-canvas max-md:pb-[env(safe-area-inset-bottom)] md:min-h-0 md:flex-1 md:flex-col md:gap-4 md:overflow-y-auto md:p-0.5 md:-m-0.5"
    >
      {groups.map((group) => (
        <div key={group.label ?? ''} className="max-md:contents">
          {group.label && (
            <h2 className="px-2 pb-1 text-xs font-normal text-ink-3 max-md:hidden">{group.label}</h2>
          )}
          <ul className="max-md:contents md:flex md:flex-col md:gap-px">
            {group.items.map((item) => (
              <NavLink
                key={item.href}
                item={item}
                isCurrent={isCurrent(item, items, path)}
                isBehindMore={hidden.includes(item)}
              />
            ))}
          </ul>
        </div>
      ))}
      {hidden.length > 0 && (
        <More items={hidden} isCurrent={hidden.some((item) => isCurrent(item, items, path))} />
      )}
    </nav>
  );
}

const barItemClass =
  'relative flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-xs max-md:h-14 max-md:w-full';

interface NavLinkProps {
  item: NavItem;
  isCurrent: boolean;
  isBehindMore: boolean;
}

function NavLink({ item, isCurrent: current, isBehindMore }: NavLinkProps) {
  return (
    <li className={clsx('max-md:min-w-0 max-md:flex-1', isBehindMore && 'max-md:hidden')}>
      <Link
        href={item.href}
        aria-current={current ? 'page' : undefined}
        className={clsx(
          barItemClass,
          'md:h-8 md:flex-row md:justify-start md:gap-2.5 md:rounded-md md:px-2 md:text-base [&_svg]:size-4 max-md:[&_svg]:size-5',
          current
            ? 'text-ink max-md:text-accent-text md:bg-hover md:font-medium [&_svg]:text-accent-text'
            : 'text-ink-2 hover:bg-hover hover:text-ink [&_svg]:text-ink-3',
        )}
      >
        {item.icon}
        <span className="max-w-full truncate">{item.label}</span>
        {item.count && item.count.value > 0 && (
          <span className="ms-auto rounded-sm bg-warn-soft px-1.5 text-xs font-medium text-warn max-md:absolute max-md:end-1/4 max-md:top-1">
            {item.count.value}
            <span className="sr-only"> {item.count.label}</span>
          </span>
        )}
      </Link>
    </li>
  );
}

function More({ items, isCurrent: current }: { items: NavItem[]; isCurrent: boolean }) {
  const t = useTranslations('layout');
  return (
    <div className="min-w-0 flex-1 md:hidden">
      <MenuOnDemand
        load={loadMoreMenu}
        trigger={
          <button
            type="button"
            className={clsx(barItemClass, current ? 'text-accent-text' : 'text-ink-2 [&_svg]:text-ink-3')}
          >
            <Ellipsis className="size-5" />
            {t('more')}
          </button>
        }
      >
        {(menu) => <MoreMenu {...menu} items={items} />}
      </MenuOnDemand>
    </div>
  );
}
