import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

export type TestDatabase = { url: string; drop(): Promise<void> };

/** Any number, the same in every test process: held while the template is looked for and made. */
const templateKey = 7_220_342;
const migrations = join(import.meta.dirname, '../../prisma/migrations');

/**
 * A database of its own for one test file: a clone of a migrated template,
 * which is made once for each state of the migrations. The name carries our pid, so that a clone whose process
 * died can be told from one in use.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `berth_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asAdmin(async (admin) => {
    const template = await ensureTemplate(admin);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  return {
    url: urlOf(name),
    drop: () =>
      asAdmin(async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}

async function ensureTemplate(admin: pg.Client): Promise<string> {
  const files = migrationFiles();
  const hash = createHash('sha256');
  for (const { path, sql } of files) hash.update(path).update(sql);
  const template = `berth_template_${hash.digest('hex').slice(0, 12)}`;
  await admin.query('SELECT pg_advisory_lock($1)', [templateKey]);
  try {
    const found = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount === 0) await makeTemplate(admin, template, files);
  } finally {
    await admin.query('SELECT pg_advisory_unlock($1)', [templateKey]);
  }
  return template;
}

/** Made under another name first: a run cut short must not leave half a template under the real one. */
async function makeTemplate(admin: pg.Client, template: string, files: Migration[]): Promise<void> {
  const part = `${template}_part`;
  await admin.query(`DROP DATABASE IF EXISTS ${part} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${part}`);
  await withClient(urlOf(part), async (client) => {
    for (const { sql } of files) await client.query(sql);
  });
  await admin.query(`ALTER DATABASE ${part} RENAME TO ${template}`);
}

type Migration = { path: string; sql: string };

function migrationFiles(): Migration[] {
  return readdirSync(migrations, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(migrations, entry.name, 'migration.sql'))
    .sort()
    .map((path) => ({ path, sql: readFileSync(path, 'utf8') }));
}

/** The same server and account as DATABASE_URL, another database: tests never touch the one it names. */
function urlOf(database: string): string {
  const given = process.env.DATABASE_URL;
  if (!given) throw new Error('DATABASE_URL is not set: run `node scripts/database.mjs`, or `npm run check`');
  const url = new URL(given);
  url.pathname = `/${database}`;
  // No test outlives a crash of PostgreSQL: nobody has to wait for the disk.
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}

function asAdmin<Result>(use: (admin: pg.Client) => Promise<Result>): Promise<Result> {
  return withClient(urlOf('postgres'), use);
}

async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
