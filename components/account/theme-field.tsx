'use client';

import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { themeCookie, themes, toTheme } from '#components/ui/theme.ts';
import { writeCookie } from '#components/ui/write-cookie.ts';

/** Changes the colours at once and remembers them in this browser, as the user menu does. */
export function ThemeField() {
  const t = useTranslations('account.theme');
  const tNames = useTranslations('layout.user.themes');
  const theme = useSyncExternalStore(subscribe, readTheme, () => 'system' as const);
  return (
    <div className="max-w-md">
      <Field name="theme" label={t('label')} hint={t('hint')}>
        <Select
          value={theme}
          options={themes.map((value) => ({ value, label: tNames(value) }))}
          onChange={(event) => applyTheme(event.target.value)}
        />
      </Field>
    </div>
  );
}

function readTheme() {
  return toTheme(document.documentElement.dataset.theme);
}

function applyTheme(value: string) {
  const theme = toTheme(value);
  document.documentElement.dataset.theme = theme;
  writeCookie(themeCookie, theme);
}

function subscribe(onChange: () => void) {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
