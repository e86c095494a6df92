import { withPg } from '../pg-client.mjs';
import { StepError } from '../step-error.mjs';

/**
 * The tables in the way of a restore into the database of DATABASE_URL. Those that our own interrupted restore of
 * this backup has put there are not in its way: `isLoaded` then.
 */
export async function lookAtDatabase(url, mark) {
  try {
    return await withPg(url, async (client) => {
      const { rows } = await client.query(
        'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
      );
      const isLoaded = rows.length > 0 && (await readMark(client)) === mark;
      return { tables: rows.map(({ name }) => name), isLoaded, isUsed: await hasWorkers(client, rows) };
    });
  } catch (error) {
    if (error.code === '3D000') return { tables: [], isLoaded: false, isUsed: false };
    throw error;
  }
}

/** The former tables stay in the same database, under a schema of another name. Asked again, changes nothing. */
export function putSchemaAside(url, schema) {
  return withPg(url, async (client) => {
    if (await hasSchema(client, schema)) return;
    const { name, other } = await schemaNames(client, schema);
    try {
      await client.query(`BEGIN; ALTER SCHEMA ${name} RENAME TO ${other}; CREATE SCHEMA ${name}; COMMIT`);
    } catch (cause) {
      throw new StepError(
        `the former tables could not be put aside (${cause.message})`,
        `as an administrator of PostgreSQL: ALTER SCHEMA ${name} OWNER TO the account of DATABASE_URL`,
        { cause },
      );
    }
  });
}

/** Puts the former tables back under their name, in place of a schema in which nothing came to be. */
export function takeSchemaBack(url, schema) {
  return withPg(url, async (client) => {
    if (!(await hasSchema(client, schema))) return;
    const { name, other } = await schemaNames(client, schema);
    await client.query(`BEGIN; DROP SCHEMA ${name}; ALTER SCHEMA ${other} RENAME TO ${name}; COMMIT`);
  });
}

async function schemaNames(client, schema) {
  const { rows } = await client.query('SELECT current_schema() AS name');
  return { name: client.escapeIdentifier(rows[0].name), other: client.escapeIdentifier(schema) };
}

async function hasSchema(client, schema) {
  return (await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])).rowCount > 0;
}

async function readMark(client) {
  const { rows } = await client.query(
    "SELECT obj_description(to_regclass('_prisma_migrations'), 'pg_class') AS mark",
  );
  return rows[0].mark;
}

async function hasWorkers(client, tables) {
  if (!tables.some(({ name }) => name === 'Worker')) return false;
  const { rowCount } = await client.query(
    `SELECT 1 FROM "Worker" WHERE "seenAt" > now() - interval '20 s' LIMIT 1`,
  );
  return rowCount > 0;
}
