import { migrate } from '../../steps/migrate.mjs';
import { dumpDatabase } from '../backup/dump-database.mjs';
import { loadDatabase } from '../backup/load-database.mjs';
import { withDatabase, withPg } from '../pg-client.mjs';
import { StepError } from '../step-error.mjs';
import { pendingMigrations } from './pending-migrations.mjs';

const linesAtOnce = 1000;

/**
 * Runs the new migrations on a copy of the database while the former version serves: what fails there would have
 * failed in the middle of the upgrade. Tells what it did; without the right to make a database it does nothing.
 */
export async function rehearse(ctx, { root, formerRoot }) {
  const name = `berth_rehearsal_${process.pid}`;
  const url = withDatabase(ctx.databaseUrl, name);
  if (!(await createDatabase(ctx.databaseUrl, name)))
    return 'not rehearsed: this account may not make databases';
  try {
    const rows = await copyDatabase(ctx.databaseUrl, url, root);
    await migrate.run({ ...ctx, root, databaseUrl: url });
    const left = await pendingMigrations(url, root);
    if (left.length) throw new Error(`${left[0]} was not run`);
    return `rehearsed on a copy of ${rows} rows`;
  } catch (cause) {
    throw new StepError(
      `the new migrations do not go through on a copy of the database: ${cause.message}`,
      `nothing was changed; the panel in ${formerRoot ?? root} goes on`,
      { cause },
    );
  } finally {
    await withPg(ctx.databaseUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}

function copyDatabase(from, to, root) {
  return withPg(from, async (source) => {
    const { migrations, parts } = await dumpDatabase(source);
    return withPg(to, (target) =>
      loadDatabase(target, { root, migrations, parts: inBatches(parts), mark: 'rehearsal' }),
    );
  });
}

async function* inBatches(parts) {
  for await (const { head, lines } of parts) {
    let batch = [];
    for await (const line of lines) {
      batch.push(line);
      if (batch.length < linesAtOnce) continue;
      yield { head, lines: batch };
      batch = [];
    }
    yield { head, lines: batch };
  }
}

async function createDatabase(url, name) {
  try {
    await withPg(url, (client) => client.query(`CREATE DATABASE ${name}`));
    return true;
  } catch (error) {
    if (error.code === '42501') return false;
    throw error;
  }
}
