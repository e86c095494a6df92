import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { TimeZoneReport } from '#components/layout/time-zone-report.tsx';
import { themeCookie, toTheme } from '#components/ui/theme.ts';
import { ToastHost } from '#components/ui/toast/toast-host.tsx';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Berth', template: '%s · Berth' },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f5f6f6' },
    { media: '(prefers-color-scheme: dark)', color: '#0b0f10' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, jar] = await Promise.all([getLocale(), cookies()]);
  return (
    <html
      lang={locale}
      data-theme={toTheme(jar.get(themeCookie)?.value)}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <ClientMessages namespaces={['common', 'layout']}>
          {children}
          <ToastHost />
          <TimeZoneReport />
        </ClientMessages>
      </body>
    </html>
  );
}
