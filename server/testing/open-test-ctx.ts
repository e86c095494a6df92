import type { Ctx } from '#server/context.ts';
import { openDatabase } from '#server/db.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { createLogger } from '#server/log.ts';
import { createTestDatabase } from './test-database.ts';
import { testEngine } from './test-engine.ts';

export type TestCtx = { ctx: Ctx; url: string; close(): Promise<void> };

/**
 * The system's context on a database of its own. The engine is that of `testEngine` and is reached by
 * the first call, so tests that make none need none; another one where its socket is named.
 */
export async function openTestCtx({ engineUrl }: { engineUrl?: string } = {}): Promise<TestCtx> {
  const database = await createTestDatabase();
  const db = openDatabase(database.url, 8);
  const engine = engineUrl ? connectEngine({ url: engineUrl }) : testEngine();
  const ctx: Ctx = {
    actor: { kind: 'system', name: 'test' },
    db,
    engine,
    log: createLogger('silent'),
    now: () => new Date(),
    requestId: 'test',
    ip: '203.0.113.1',
  };
  return {
    ctx,
    url: database.url,
    async close() {
      await engine.close();
      await db.$disconnect();
      await database.drop();
    },
  };
}
