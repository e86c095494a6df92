import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The installation that `npm start` made on this machine: its database server, key and pool. */
export function benchEnvironment(): Record<string, string> {
  const home = process.env.BERTH_HOME ?? '/var/lib/berth';
  const file = join(home, 'config.json');
  try {
    const config = JSON.parse(readFileSync(file, 'utf8')) as {
      databaseUrl?: string;
      pool?: string;
      masterKeyFile?: string;
    };
    return {
      DATABASE_URL: process.env.DATABASE_URL ?? config.databaseUrl ?? '',
      BERTH_MASTER_KEY_FILE:
        process.env.BERTH_MASTER_KEY_FILE ?? config.masterKeyFile ?? join(home, 'master.key'),
      BERTH_POOL: process.env.BERTH_POOL ?? config.pool ?? 'berth',
    };
  } catch (cause) {
    throw new Error(`There is no installation at ${home} (${file}). Run npm start once.`, { cause });
  }
}
