import { createTranslator } from 'use-intl/core';
import { defaultLocale, isLocale, type Locale } from '#i18n/locales.ts';
import en from '#messages/en/vaults.json' with { type: 'json' };
import ru from '#messages/ru/vaults.json' with { type: 'json' };

const catalogues = { en, ru } satisfies Record<Locale, object>;

type Words = Record<string, string | number>;
type Translate = (key: string, words: Words) => string;

/** A mail of vaults in the reader's language, with the words that it is to say. */
export function vaultMail(
  name: keyof typeof en.mail,
  locale: string | null,
  wordsIn: (language: Locale) => Words,
): { subject: string; text: string } {
  const language = isLocale(locale) ? locale : defaultLocale;
  const messages = { vaults: catalogues[language] };
  const t = createTranslator({ locale: language, messages, namespace: 'vaults' }) as unknown as Translate;
  const words = wordsIn(language);
  return { subject: t(`mail.${name}.subject`, words), text: t(`mail.${name}.text`, words) };
}
