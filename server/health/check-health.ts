import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { getServer } from '#server/incus/server.ts';
import { checkLoops } from './check-loops.ts';
import { checkMigrations } from './check-migrations.ts';
import { checkWorker } from './check-worker.ts';

type Part = 'database' | 'migrations' | 'engine' | 'worker' | 'loops';
type Check = { isUp: boolean; why?: string };

export type Health = {
  /** This process answers. */
  isLive: true;
  /** It can serve, and what is asked of it will be done. */
  isReady: boolean;
  checks: Record<Part, Check>;
};

type Options = { now?: Date; patienceMs?: number };

/** What works and what does not, each said within two seconds. Anybody may read it: no versions, no addresses. */
export async function checkHealth(
  { db, engine }: { db: Db; engine: Engine },
  { now = new Date(), patienceMs = 2000 }: Options = {},
): Promise<Health> {
  const unread = 'could not be read from the database';
  const check = (probe: Probe, otherwise: string) => probeWithin(patienceMs, probe, otherwise);
  const [database, migrations, engineCheck, worker, loops] = await Promise.all([
    check(async () => void (await db.$queryRaw`SELECT 1`), 'the database does not answer'),
    check(() => checkMigrations(db), unread),
    check(
      async () => void (await getServer(engine, { timeoutSeconds: patienceMs / 1000 })),
      'the engine does not answer',
    ),
    check(() => checkWorker(db, now), unread),
    check(async () => checkLoops(now), ''),
  ]);
  const checks = { database, migrations, engine: engineCheck, worker, loops };
  return { isLive: true, isReady: Object.values(checks).every(({ isUp }) => isUp), checks };
}

/** Says why it is not well, or undefined. */
type Probe = () => Promise<string | undefined>;

/** What throws or is silent is not well either: `otherwise` says why. */
async function probeWithin(patienceMs: number, probe: Probe, otherwise: string): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), patienceMs);
  });
  try {
    const why = await Promise.race([probe(), silence]);
    return why === undefined ? { isUp: true } : { isUp: false, why };
  } catch {
    return { isUp: false, why: otherwise };
  } finally {
    clearTimeout(timer);
  }
}
