import { StepError } from '../step-error.mjs';

const rowsAtOnce = 2000;
/** Values stay the text that PostgreSQL gives: numbers, times and bytes come back exactly. */
const asText = { getTypeParser: () => (value) => value };

/**
 * Opens one snapshot of the database on `client` and gives the migrations that made it with the parts of it. The
 * panel goes on meanwhile: everything in the parts is as it was at one moment.
 */
export async function dumpDatabase(client) {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await client.query(
    "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL bytea_output = 'hex'",
  );
  await client.query("SET LOCAL extra_float_digits = 1; SET LOCAL intervalstyle = 'postgres'");
  const migrations = await readMigrations(client);
  const tables = await listTables(client);
  return { migrations, parts: tableParts(client, tables) };
}

async function* tableParts(client, tables) {
  for (const { name, columns } of tables) {
    yield { head: { part: 'table', name, columns }, lines: rowsOf(client, name, columns) };
  }
  const { rows } = await client.query(
    'SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1',
  );
  for (const { name, last } of rows) yield { head: { part: 'sequence', name }, lines: [[last]] };
}

async function* rowsOf(client, table, columns) {
  const name = client.escapeIdentifier(table);
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  await client.query(`DECLARE backup NO SCROLL CURSOR FOR SELECT ${list} FROM ${name}`);
  for (;;) {
    const { rows } = await client.query({
      text: `FETCH ${rowsAtOnce} FROM backup`,
      rowMode: 'array',
      types: asText,
    });
    yield* rows;
    if (rows.length < rowsAtOnce) break;
  }
  await client.query('CLOSE backup');
}

/** Every table of ours with its columns, in their own order; what PostgreSQL computes itself is left out. */
async function listTables(client) {
  const { rows } = await client.query(`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`);
  return rows;
}

/** Name and checksum of each migration, in order. */
async function readMigrations(client) {
  try {
    const { rows } = await client.query(
      `SELECT migration_name AS name, checksum FROM _prisma_migrations
        WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
    );
    return rows;
  } catch (cause) {
    if (cause.code !== '42P01') throw cause;
    throw new StepError('there is no panel in this database', 'check DATABASE_URL and BERTH_HOME', { cause });
  }
}
