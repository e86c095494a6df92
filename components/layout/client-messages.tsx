import { getLocale, getMessages, getNow, getTimeZone } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { Namespace } from '#i18n/messages-en.ts';
import { MergedMessages } from './merged-messages.tsx';

interface ClientMessagesProps {
  /** The files of messages/<locale> that client components below this point read. */
  namespaces: Namespace[];
  children: ReactNode;
}

/**
 * Sends a few namespaces to the browser. Used once in the root layout, and again in any page or layout
 * whose client components need more: what is above stays readable below.
 */
export async function ClientMessages({ namespaces, children }: ClientMessagesProps) {
  const [all, locale, now, timeZone] = await Promise.all([
    getMessages(),
    getLocale(),
    getNow(),
    getTimeZone(),
  ]);
  const messages = Object.fromEntries(namespaces.map((name) => [name, all[name]]));
  return (
    <MergedMessages locale={locale} now={now} timeZone={timeZone} messages={messages}>
      {children}
    </MergedMessages>
  );
}
