import { listMigrations } from '../../steps/migrate.mjs';
import { checkMigrations } from '../backup/load-database.mjs';
import { withPg } from '../pg-client.mjs';
import { StepError } from '../step-error.mjs';

/**
 * The migrations that the database lacks. They only go forward: a database that knows one which this version does
 * not know, or another of the same name, is refused.
 */
export async function pendingMigrations(databaseUrl, root) {
  const applied = await withPg(databaseUrl, readApplied);
  const names = applied.map(({ name }) => name);
  checkMigrations(root, applied, 'the database');
  const pending = listMigrations({ root })
    .filter((name) => !names.includes(name))
    .sort();
  const last = names.at(-1);
  const late = last && pending.find((name) => name < last);
  if (late) {
    throw new StepError(
      `the migration ${late} is older than ${last}, which the database has`,
      'this version was put together wrongly: get a released one',
    );
  }
  return pending;
}

async function readApplied(client) {
  const { rows: found } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (!found[0].name) return [];
  const { rows } = await client.query(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  );
  return rows;
}
