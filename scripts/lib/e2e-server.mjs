import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeE2eProjects } from './clean-up-engine.mjs';
import { runBin } from './node-bin.mjs';
import { withDatabase, withPg } from './pg-client.mjs';
import { e2eVaultRoot } from './remove-vaults.mjs';

export const e2ePort = 3100;
export const e2eDatabase = 'berth_e2e';
/** Not the range of the installation on the same engine: two bridges cannot have the same address. */
const tenantRange = '10.201.0.0/16';

/** Starts the panel for e2e tests and cleans up behind it when it ends. */
export async function startE2eServer(ctx) {
  const home = mkdtempSync(path.join(tmpdir(), 'berth-e2e-'));
  const env = e2eEnvironment(ctx, home);
  await removeE2eProjects(ctx);
  await freshDatabase(ctx, env);
  const logFile = path.join(ctx.root, 'test-results/e2e-server.log');
  mkdirSync(path.dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ctx.root, 'server/main.ts')], {
    cwd: ctx.root,
    env: { ...process.env, ...env },
    // Refusals that tests provoke are logged by the hundred; they would bury what the tests say.
    stdio: ['ignore', log, log],
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'));
  child.on('exit', async (code) => {
    rmSync(home, { recursive: true, force: true });
    if (code) console.error(`The panel ended with ${code}:\n${readFileSync(logFile, 'utf8').slice(-4000)}`);
    process.exit(code ?? 0);
  });
}

function e2eEnvironment(ctx, home) {
  const key = path.join(home, 'master.key');
  writeFileSync(key, randomBytes(32), { mode: 0o600 });
  return {
    ...ctx.serverEnv,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: withDatabase(ctx.databaseUrl, e2eDatabase),
    BERTH_HOME: home,
    BERTH_MASTER_KEY_FILE: key,
    BERTH_UPLOADS_DIR: path.join(home, 'uploads'),
    BERTH_TENANT_RANGE: tenantRange,
    BERTH_VAULT_ROOT: e2eVaultRoot(ctx),
    // localhost, not 127.0.0.1: browsers treat it as a secure origin with a name.
    BERTH_URL: `http://localhost:${e2ePort}`,
    BERTH_HOST: '127.0.0.1',
    PORT: String(e2ePort),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
}

async function freshDatabase(ctx, env) {
  await withPg(withDatabase(ctx.databaseUrl, 'postgres'), async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${e2eDatabase} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${e2eDatabase}`);
  });
  await runBin(ctx, 'prisma/build/index.js', ['migrate', 'deploy'], { env });
  // Otherwise the first page that reads the settings would write them, in the middle of a test.
  await withPg(env.DATABASE_URL, (client) => client.query('INSERT INTO "Settings" (id) VALUES (1)'));
}
