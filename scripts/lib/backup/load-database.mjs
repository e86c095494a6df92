import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { StepError } from '../step-error.mjs';

/** As Prisma makes it: the record of migrations is there before the first of them. */
const migrationsTable = `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/**
 * Fills an empty database in one transaction: the schema by our own migrations, as far as the backup had them,
 * then its rows. `mark` stays on the database as a comment, to know it again.
 */
export async function loadDatabase(client, { root, migrations, parts, mark }) {
  await client.query('BEGIN');
  try {
    await client.query(migrationsTable);
    for (const { name } of migrations) await client.query(readFileSync(migrationFile(root, name), 'utf8'));
    await client.query("SET LOCAL timezone = 'UTC'");
    const constraints = await deferForeignKeys(client);
    const rows = await loadParts(client, parts);
    await restoreForeignKeys(client, constraints);
    await client.query(`COMMENT ON TABLE _prisma_migrations IS ${client.escapeLiteral(mark)}`);
    await client.query('COMMIT');
    return rows;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/** Throws where the code does not know a migration of the backup, or knows another of that name. */
export function checkMigrations(root, migrations, version) {
  for (const { name, checksum } of migrations) {
    const found = fileChecksum(migrationFile(root, name));
    if (found === checksum) continue;
    throw new StepError(
      found
        ? `the migration ${name} is another than the one it was made with`
        : `this version of Berth does not know its migration ${name}`,
      `use the version of Berth that it comes from (${version}) or a later one`,
    );
  }
}

function fileChecksum(file) {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
}

function migrationFile(root, name) {
  return path.join(root, 'prisma/migrations', path.basename(name), 'migration.sql');
}

async function loadParts(client, parts) {
  let count = 0;
  let table;
  for await (const { head, lines } of parts) {
    if (head.part === 'sequence' && lines.length) {
      await client.query(
        'SELECT setval(quote_ident($1)::regclass, coalesce($2::bigint, 1), $2 IS NOT NULL)',
        [head.name, lines[0][0]],
      );
    }
    if (head.part !== 'table') continue;
    if (table?.head !== head) table = { head, insert: await insertOf(client, head) };
    if (!lines.length) continue;
    await client.query(
      table.insert,
      head.columns.map((_, at) => lines.map((row) => row[at])),
    );
    count += lines.length;
  }
  return count;
}

/** One statement for many rows: each column comes as an array of texts and becomes what the table has. */
async function insertOf(client, { name, columns }) {
  const { rows } = await client.query(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
      WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT attisdropped`,
    [name],
  );
  const types = new Map(rows.map((row) => [row.name, row.type]));
  const missing = columns.filter((column) => !types.has(column));
  if (missing.length)
    throw new StepError(
      `the backup has ${name}.${missing[0]}, which its migrations do not make`,
      'restore it with the version that wrote it',
    );
  const id = (each) => client.escapeIdentifier(each);
  const values = columns.map((column, at) => `v.c${at}::${types.get(column)}`);
  const arrays = columns.map((_, at) => `$${at + 1}::text[]`);
  const names = columns.map((_, at) => `c${at}`);
  return `INSERT INTO ${id(name)} (${columns.map(id).join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${values.join(', ')} FROM unnest(${arrays.join(', ')}) AS v(${names.join(', ')})`;
}

/** Rows come table by table, whatever points at what: the keys are checked when all are there. */
async function deferForeignKeys(client) {
  const { rows } = await client.query(
    `SELECT conrelid::regclass::text AS "table", quote_ident(conname) AS name FROM pg_constraint
      WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND NOT condeferrable`,
  );
  for (const { table, name } of rows) {
    await client.query(`ALTER TABLE ${table} ALTER CONSTRAINT ${name} DEFERRABLE INITIALLY DEFERRED`);
  }
  return rows;
}

async function restoreForeignKeys(client, constraints) {
  await client.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const { table, name } of constraints) {
    await client.query(`ALTER TABLE ${table} ALTER CONSTRAINT ${name} NOT DEFERRABLE`);
  }
}
