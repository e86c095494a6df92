import { openDatabase } from '#server/db.ts';
import { openEngine } from '#server/engine.ts';
import { env } from '#server/env.ts';
import { createLogger } from '#server/log.ts';
import { announceAdmin } from '#server/setup/announce-admin.ts';
import { createDemoTenant } from '#server/setup/create-demo-tenant.ts';
import { createFirstAdmin } from '#server/setup/create-first-admin.ts';

/** What an installation needs before its first request. Every start runs it; later runs change nothing. */
async function main(): Promise<void> {
  const { DATABASE_URL, BERTH_ADMIN_EMAIL, LOG_LEVEL } = env();
  const db = openDatabase(DATABASE_URL, 4);
  const log = createLogger(LOG_LEVEL);
  const engine = openEngine(log);
  try {
    await db.settings.upsert({ where: { id: 1 }, create: {}, update: {} });
    await createFirstAdmin(db, { email: BERTH_ADMIN_EMAIL, announce: announceAdmin });
    await createDemoTenant({ db, engine, log });
  } finally {
    await engine.close();
    await db.$disconnect();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(
    `Berth could not be set up: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
});
