import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import { openDatabase } from '#server/db.ts';
import { createTestDatabase } from '#server/testing/test-database.ts';
import { benchEnvironment } from './bench-environment.ts';

const port = 3210;
const root = join(import.meta.dirname, '../../..');

/** What the panel of a benchmark does besides pages: with `inline` it also works on jobs and runs the loops. */
type Options = { worker: 'inline' | 'none'; env?: Record<string, string> };

/** The built panel on a database of its own, with an operator signed in. `close` leaves nothing behind. */
export async function openBenchPanel({ worker, env = {} }: Options) {
  const base = benchEnvironment();
  Object.assign(process.env, base);
  const database = await createTestDatabase();
  const db = openDatabase(database.url, 4);
  const cookie = await signedIn(db);
  const origin = `http://localhost:${port}`;
  const server = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...base,
      NODE_ENV: 'production',
      DATABASE_URL: database.url,
      PORT: String(port),
      BERTH_URL: origin,
      BERTH_WORKER: worker,
      LOG_LEVEL: 'error',
      ...env,
    },
  });
  // A signal from the keyboard reaches it as well.
  const hasEnded = () => server.exitCode !== null || server.signalCode !== null;
  const close = async () => {
    if (!hasEnded()) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await db.$disconnect();
    await database.drop();
  };
  try {
    await untilReady(origin, hasEnded);
  } catch (error) {
    await close();
    throw error;
  }
  return { db, origin, cookie, close };
}

async function signedIn(db: ReturnType<typeof openDatabase>): Promise<string> {
  const token = newToken();
  await db.user.create({
    data: {
      email: 'bench@localhost',
      name: 'Bench',
      isOperator: true,
      sessions: { create: { tokenHash: hashToken(token), expiresAt: new Date(Date.now() + 3_600_000) } },
    },
  });
  return `berth-session=${token}`;
}

async function untilReady(origin: string, hasEnded: () => boolean): Promise<void> {
  for (let tries = 0; tries < 120 && !hasEnded(); tries++) {
    const answer = await fetch(`${origin}/api/health/live`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(250);
  }
  throw new Error('the panel did not start; is it built? npm start builds it');
}
