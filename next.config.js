import createNextIntlPlugin from 'next-intl/plugin';

const isDevelopment = process.env.NODE_ENV === 'development';

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The title is in the first bytes: a screen reader says it when the page opens.
  htmlLimitedBots: /.*/,
  devIndicators: false,
  distDir: process.env.BERTH_DIST_DIR ?? '.next',
  // Pages such as the kit's own (page.dev.tsx) exist while developing and in no build.
  pageExtensions: isDevelopment ? ['tsx', 'ts', 'dev.tsx'] : ['tsx', 'ts'],
  serverExternalPackages: [
    '@node-rs/argon2',
    'pg',
    'pino',
    'prom-client',
    'ws',
    'undici',
    'nodemailer',
    'rate-limiter-flexible',
  ],
};

export default createNextIntlPlugin('./i18n/request.ts')(config);
