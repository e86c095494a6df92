'use client';

import { useSyncExternalStore } from 'react';
import { localeCookie } from '#i18n/locales.ts';
import en from '#messages/en/global-error.json';
import ru from '#messages/ru/global-error.json';
import './globals.css';

/** The last resort: the root layout itself failed, so there is no provider and no shell to lean on. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const locale = useSyncExternalStore(
    () => () => {},
    readLocale,
    () => 'en',
  );
  const text = locale === 'ru' ? ru : en;
  return (
    <html lang={locale}>
      <body>
        <title>{text.title}</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-4">
          <h1 className="text-lg">{text.title}</h1>
          <p className="mt-2 text-ink-2">{text.body}</p>
          {error.digest && (
            <p className="mt-2 text-ink-2">
              {text.number}: <code className="text-sm text-ink">{error.digest}</code>
            </p>
          )}
          <button
            type="button"
            onClick={reset}
            className="mt-5 h-8 self-start rounded-md bg-accent px-3 font-medium text-on-accent hover:bg-accent-hover"
          >
            {text.again}
          </button>
        </main>
      </body>
    </html>
  );
}

function readLocale() {
  const chosen = new RegExp(`(?:^|; )${localeCookie}=(\\w+)`).exec(document.cookie)?.[1];
  return (chosen ?? navigator.language).startsWith('ru') ? 'ru' : 'en';
}
