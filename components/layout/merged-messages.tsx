'use client';

import { NextIntlClientProvider } from 'next-intl';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Locale } from '#i18n/locales.ts';
import type { Messages } from '#i18n/messages-en.ts';

const Inherited = createContext<Partial<Messages>>({});

interface MergedMessagesProps {
  locale: Locale;
  now: Date;
  timeZone: string;
  messages: Partial<Messages>;
  children: ReactNode;
}

/** A nested provider of next-intl replaces the messages above it; this one adds to them. */
export function MergedMessages({ locale, now, timeZone, messages, children }: MergedMessagesProps) {
  const inherited = useContext(Inherited);
  const merged = useMemo(() => ({ ...inherited, ...messages }), [inherited, messages]);
  return (
    <Inherited value={merged}>
      <NextIntlClientProvider locale={locale} now={now} timeZone={timeZone} messages={merged}>
        {children}
      </NextIntlClientProvider>
    </Inherited>
  );
}
