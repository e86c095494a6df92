import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultEngineUrl } from '../lib/engine-target.mjs';
import { masterKeyOrigin } from '../lib/master-key-origin.mjs';
import { withPg } from '../lib/pg-client.mjs';
import { StepError } from '../lib/step-error.mjs';

/** What the server is told: the environment's own words first, then what this and earlier runs decided. */
export const settings = {
  name: 'settings',
  async run(ctx) {
    const { env } = ctx;
    const port = env.PORT ?? '3000';
    ctx.serverEnv = {
      DATABASE_URL: ctx.databaseUrl,
      BERTH_HOME: ctx.home,
      BERTH_INCUS_URL: env.BERTH_INCUS_URL ?? defaultEngineUrl,
      ...(ctx.serverCertFile && { BERTH_INCUS_SERVER_CERT: ctx.serverCertFile }),
      BERTH_POOL: ctx.config.pool ?? env.BERTH_POOL ?? 'berth',
      BERTH_MASTER_KEY_FILE: await masterKey(ctx),
      BERTH_UPLOADS_DIR: env.BERTH_UPLOADS_DIR ?? path.join(ctx.home, 'uploads'),
      BERTH_URL: env.BERTH_URL ?? `http://localhost:${port}`,
      BERTH_HOST: env.BERTH_HOST ?? '127.0.0.1',
      PORT: port,
    };
    return `settings in ${path.join(ctx.home, 'config.json')}`;
  },
};

/** Somebody can sign in: what was sealed then hangs on the key of that day. */
async function isSetUp(databaseUrl) {
  return withPg(databaseUrl, async (client) => {
    const { rows } = await client.query(`SELECT to_regclass('public."User"') AS users`);
    return rows[0].users !== null && (await client.query('SELECT 1 FROM "User" LIMIT 1')).rowCount > 0;
  });
}

/**
 * The key that everything sealed in the database hangs on. It is made once; when it is gone later, a new one
 * would make all that unreadable, so we stop instead; so does a further worker to which nobody has given it.
 */
async function masterKey(ctx) {
  const file = ctx.env.BERTH_MASTER_KEY_FILE ?? ctx.config.masterKeyFile ?? path.join(ctx.home, 'master.key');
  if (!existsSync(file)) {
    if (ctx.config.masterKeyHash) {
      throw new StepError(
        `the master key ${file} is gone: what is sealed in the database cannot be read without it`,
        `put it back from your backup, then run again`,
      );
    }
    if (await isSetUp(ctx.databaseUrl)) {
      throw new StepError(
        `there is no master key at ${file}, and the database is of a panel that has one`,
        'copy master.key and receipts.key from the machine of the panel, or set BERTH_MASTER_KEY_FILE to where it is',
      );
    }
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' });
  }
  const hash = masterKeyOrigin(readFileSync(file));
  if (!hash) {
    throw new StepError(
      `the master key ${file} is neither 32 bytes nor a file of rotated keys`,
      'put it back from your backup, then run again',
    );
  }
  if (ctx.config.masterKeyHash && ctx.config.masterKeyHash !== hash) {
    throw new StepError(
      `the master key ${file} is another one than before`,
      'put the former one back, or set BERTH_MASTER_KEY_FILE to where it is',
    );
  }
  if (!ctx.config.masterKeyHash) ctx.save({ masterKeyFile: file, masterKeyHash: hash });
  return file;
}
