import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './scripts/lib/longest-first.mjs';

const shared = { exclude: ['**/node_modules/**', '.next/**', 'e2e/**'] };

/** What compares all of the engine with what is wanted, or reads its lists of all networks: others' come and go. */
const alone = ['server/reconcile/*.engine.test.ts', 'server/incus/networks.engine.test.ts'];
/** The environment is read once in a process: what changes it for itself has one of its own. structure.test.ts holds the list. */
const ownProcess = [
  'app/_lib/broken-text.test.ts',
  'app/_lib/idempotency.test.ts',
  'app/_lib/tus.test.ts',
  'server/jobs-view/alert-stuck-jobs.test.ts',
  'server/key-rotation/rotate-master-key.test.ts',
  'server/mail/send-mail.test.ts',
  'server/metrics/may-read-metrics.test.ts',
  'server/team/invitations.test.ts',
  'server/vaults/look-at-nodes.test.ts',
  'server/vaults/mail-receipts.test.ts',
  'server/vaults/mail-that-they-wait.test.ts',
];
const ofUnits = { testTimeout: 20_000, hookTimeout: 60_000 };
const onEngine = {
  setupFiles: ['server/testing/own-range.ts', 'server/testing/leave-nothing.ts'],
  testTimeout: 120_000,
  hookTimeout: 180_000,
  // What a guest is asked for takes more than the second that is usual.
  expect: { poll: { timeout: 15_000 } },
};

export default defineConfig({
  test: {
    env: testEnvironment(),
    // More than the cores of a small machine: most of a test is waiting for PostgreSQL.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx,mjs}'],
          exclude: [...shared.exclude, '**/*.engine.test.ts', ...ownProcess],
          ...ofUnits,
          // To load the same modules for each file takes half of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'unit-own-process', include: ownProcess, exclude: shared.exclude, ...ofUnits },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['**/*.engine.test.ts'],
          exclude: [...shared.exclude, ...alone],
          ...onEngine,
          // Two files at once: the engine has most of the work, and one file seldom gives it two things to do.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'engine-alone',
          include: alone,
          exclude: shared.exclude,
          ...onEngine,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});

/** The database server and the pool that the bootstrap made, unless the environment names others. */
function testEnvironment(): Record<string, string> {
  const home = process.env.BERTH_HOME ?? '/var/lib/berth';
  const config = readConfig(path.join(home, 'config.json'));
  const databaseUrl = process.env.DATABASE_URL ?? config.databaseUrl;
  return {
    BERTH_MASTER_KEY_FILE: testKeyFile(),
    BERTH_RECEIPTS_KEY_FILE: `${testKeyFile()}-receipts`,
    BERTH_VAULT_ROOT: testVaultRoot(),
    BERTH_UPLOADS_DIR: path.join(tmpdir(), `berth-test-uploads-${process.getuid?.() ?? 0}`),
    BERTH_RECIPES: path.join(import.meta.dirname, 'server/testing/recipes'),
    LOG_LEVEL: 'silent',
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...(config.pool && { BERTH_POOL: config.pool }),
  };
}

/** A key for what tests seal, never the installation's own. */
function testKeyFile(): string {
  const file = path.join(tmpdir(), `berth-test-key-${process.getuid?.() ?? 0}`);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 });
  return file;
}

/** Where vaults of tests lie: the panel's workers of their own have to find them too. */
function testVaultRoot(): string {
  const folder = path.join(tmpdir(), `berth-test-vaults-${process.getuid?.() ?? 0}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function readConfig(file: string): { databaseUrl?: string; pool?: string } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { databaseUrl?: string; pool?: string };
  } catch {
    return {};
  }
}
