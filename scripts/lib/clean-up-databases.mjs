import { existsSync } from 'node:fs';
import { withDatabase, withPg } from './pg-client.mjs';

/**
 * Drops databases of tests whose process is gone and gives their names: a test that ends well drops its own.
 * Templates stay: the next run clones them again.
 */
export function cleanUpDatabases(url) {
  return withPg(withDatabase(url, 'postgres'), async (client) => {
    const { rows } = await client.query(
      "SELECT datname FROM pg_database WHERE datname LIKE 'berth\\_test\\_%'",
    );
    const left = rows.map((row) => row.datname).filter(isAbandoned);
    for (const name of left) await drop(client, name);
    return left.map((name) => `database ${name}`);
  });
}

export function dropDatabase(url, name) {
  return withPg(withDatabase(url, 'postgres'), (client) => drop(client, name));
}

function drop(client, name) {
  return client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
}

/** The name carries the process that made it: see server/testing/test-database.ts. */
export function isAbandoned(name) {
  const pid = /^berth_test_(\d+)_/.exec(name)?.[1];
  return !pid || !existsSync(`/proc/${pid}`);
}
