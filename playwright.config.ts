import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const origin = 'http://localhost:3100';
// The tests make their accounts straight in the database of the panel that they visit.
process.env.DATABASE_URL = e2eDatabaseUrl();

/**
 * What changes or counts things of the whole installation (attempts to sign in too), one after the other; beside it go the stories of accounts,
 * which see nothing of each other.
 */
const ofInstallation = [
  'admin',
  'findings',
  'images',
  'jobs',
  'kinds',
  'sign-in',
  'tenancy',
  'tenants',
  'vaults',
].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  projects: [
    { name: 'installation', testMatch: ofInstallation, workers: 1 },
    { name: 'account', testMatch: '**/*.spec.ts', testIgnore: ofInstallation, workers: 1 },
  ],
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env.BERTH_REPORT ?? 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  use: {
    baseURL: origin,
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  webServer: {
    command: 'node scripts/e2e-server.mjs',
    url: `${origin}/api/health`,
    timeout: 120_000,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 60_000 },
    stdout: 'pipe',
  },
});

function e2eDatabaseUrl(): string {
  const url = new URL(process.env.DATABASE_URL ?? configuredUrl());
  url.pathname = '/berth_e2e';
  return url.href;
}

function configuredUrl(): string {
  const file = path.join(process.env.BERTH_HOME ?? '/var/lib/berth', 'config.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { databaseUrl: string }).databaseUrl;
}
