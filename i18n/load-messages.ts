import type { Locale } from './locales.ts';
import type { Messages } from './messages-en.ts';

/** The whole catalogue of one language. Server only: a page sends the client just what it picks. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  if (locale === 'ru') return (await import('./messages-ru.ts')).messagesRu;
  return (await import('./messages-en.ts')).messagesEn;
}
