import type { Locale as BerthLocale } from './locales.ts';
import type { Messages as BerthMessages } from './messages-en.ts';

declare module 'next-intl' {
  interface AppConfig {
    Locale: BerthLocale;
    Messages: BerthMessages;
  }
}
