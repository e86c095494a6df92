'use client';

import clsx from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { localeNames, locales } from '#i18n/locales.ts';
import { useChangeLocale } from './use-change-locale.ts';

/** The languages, for a page that has no user menu. */
export function LocaleLinks() {
  const t = useTranslations('layout.user');
  const current = useLocale();
  const change = useChangeLocale();
  return (
    <fieldset aria-label={t('language')} className="flex gap-1 text-sm">
      {locales.map((locale) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={locale === current}
          onClick={() => change(locale)}
          className={clsx(
            'rounded-md px-2 py-1 hover:bg-hover',
            locale === current ? 'text-ink' : 'text-ink-3',
          )}
        >
          {localeNames[locale]}
        </button>
      ))}
    </fieldset>
  );
}
