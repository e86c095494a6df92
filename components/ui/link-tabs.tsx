'use client';

import clsx from 'clsx';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';

export interface LinkTab {
  href: string;
  label: string;
  count?: number | undefined;
}

/**
 * Tabs of which each is a page of its own. The first, when its address begins all others, is current alone. Where they
 * do not fit they scroll, the current one is brought into view, and an edge that fades says that there are more.
 */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  const path = usePathname();
  const strip = useRef<HTMLElement>(null);
  const current = tabs
    .filter((tab) => path === tab.href || path.startsWith(`${tab.href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0];
  const currentHref = current?.href;

  useEffect(() => {
    const tab = currentHref && strip.current?.querySelector<HTMLElement>('[aria-current=page]');
    if (!tab || !strip.current) return;
    const { offsetLeft, offsetWidth } = tab;
    strip.current.scrollLeft = offsetLeft - (strip.current.clientWidth - offsetWidth) / 2;
  }, [currentHref]);

  return (
    <nav
      ref={strip}
      aria-label={label}
      className="fading-strip relative -mx-1 flex gap-1 overflow-x-auto border-b border-line px-1"
    >
      {tabs.map((tab) => {
        const isCurrent = tab === current;
        return (
          <Link
            key={tab.href}
            href={tab.href}
            aria-current={isCurrent ? 'page' : undefined}
            className={clsx(
              'relative -mb-px flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-2 outline-offset-[-2px] max-md:h-11',
              isCurrent
                ? 'border-accent font-medium text-ink'
                : 'border-transparent text-ink-2 hover:border-line-strong hover:text-ink',
            )}
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-sm text-ink-3">{tab.count}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
