import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres } from '../lib/embedded-postgres.mjs';

/** A PostgreSQL of its own. `kill` ends all of it at once, as a power cut would; `start` lets it recover. */
export async function startPostgres(home: string) {
  let server = await startEmbeddedPostgres({ home, port: 54_400 });
  const pidFile = join(home, 'postgres/data/postmaster.pid');
  return {
    url: (database: string) => `postgresql://berth:${server.password}@127.0.0.1:${server.port}/${database}`,
    victim: {
      name: 'postgres',
      async kill() {
        const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
        // The processes of the connections see that it is gone and end without a word.
        process.kill(pid, 'SIGKILL');
        // A zombie counts as a running server for pg_ctl.
        while (isThere(pid)) await delay(20);
      },
      async start() {
        server = await startEmbeddedPostgres({ home, port: server.port });
      },
    },
    stop: () => server.stop(),
  };
}

export type ChaosPostgres = Awaited<ReturnType<typeof startPostgres>>;

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
