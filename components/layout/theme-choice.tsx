'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { MenuChoice } from '#components/ui/menu/menu.tsx';
import { type Theme, themeCookie, themes, toTheme } from '#components/ui/theme.ts';
import { writeCookie } from '#components/ui/write-cookie.ts';

/** Changes the colours at once and remembers them for the server's next page. */
export function ThemeChoice() {
  const t = useTranslations('layout.user');
  const theme = useSyncExternalStore(subscribe, readTheme, () => 'system' as const);
  return (
    <MenuChoice
      label={t('theme')}
      value={theme}
      options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
      onChange={applyTheme}
    />
  );
}

function readTheme(): Theme {
  return toTheme(document.documentElement.dataset.theme);
}

function applyTheme(theme: Theme) {
  const { dataset } = document.documentElement;
  // All at once: without this every button would fade at its own pace.
  dataset.still = '';
  dataset.theme = theme;
  requestAnimationFrame(() => requestAnimationFrame(() => delete dataset.still));
  writeCookie(themeCookie, theme);
}

function subscribe(onChange: () => void) {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
