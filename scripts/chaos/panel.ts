import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '#server/db.ts';
import { type ChaosEngine, pool } from './engine.ts';
import type { ChaosPostgres } from './postgres.ts';
import { Victim } from './process.ts';
import { until } from './until.ts';

const port = 3230;
const root = join(import.meta.dirname, '../..');
export const origin = `http://127.0.0.1:${port}`;

/** The built panel as two processes: one that serves, one that works. */
export async function startPanel(home: string, postgres: ChaosPostgres, engine: ChaosEngine) {
  if (!existsSync(join(root, '.next/BUILD_ID')))
    throw new Error('the panel is not built: npm start builds it');
  const keyFile = join(home, 'master.key');
  writeFileSync(keyFile, randomBytes(32), { mode: 0o600 });
  const env = {
    ...process.env,
    NODE_ENV: 'production' as const,
    DATABASE_URL: postgres.url('berth'),
    BERTH_HOME: home,
    BERTH_MASTER_KEY_FILE: keyFile,
    BERTH_INCUS_URL: engine.url,
    BERTH_POOL: pool,
    BERTH_TENANT_RANGE: '10.203.0.0/16',
    BERTH_URL: origin,
    PORT: String(port),
    LOG_LEVEL: 'info',
  };
  await migrate(postgres, env);
  const db = openDatabase(env.DATABASE_URL, 4);
  await db.settings.create({ data: { id: 1 } });
  const node = (name: string, file: string, more: object, untilReady: () => Promise<void>) =>
    new Victim(
      name,
      {
        command: process.execPath,
        args: ['--import', 'tsx', join(root, file)],
        env: { ...env, ...more },
        cwd: root,
        logFile: join(home, `${name}.log`),
      },
      untilReady,
    );
  const serves = () => until('the panel', async () => Boolean(await fetch(`${origin}/api/health/live`)), 60);
  const works = () => until('the worker', async () => (await db.worker.count()) > 0, 60);
  const web = node('web', 'server/main.ts', { BERTH_WORKER: 'none' }, serves);
  const worker = node('worker', 'server/worker-main.ts', {}, works);
  await Promise.all([web.start(), worker.start()]);
  return { db, env, web, worker };
}

export type ChaosPanel = Awaited<ReturnType<typeof startPanel>>;

async function migrate(postgres: ChaosPostgres, env: NodeJS.ProcessEnv): Promise<void> {
  const admin = openDatabase(postgres.url('postgres'), 1);
  await admin.$executeRawUnsafe('CREATE DATABASE berth');
  await admin.$disconnect();
  const prisma = join(root, 'node_modules/prisma/build/index.js');
  execFileSync(process.execPath, [prisma, 'migrate', 'deploy'], { cwd: root, env, stdio: 'ignore' });
}
