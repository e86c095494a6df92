import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { onceAProcess } from '#server/once-a-process.ts';
import { checkHealth, type Health } from './check-health.ts';

const freshMs = 1000;
type Look = { at: number; health: Promise<Health> };

/**
 * The health of a moment ago, looked at once for all who ask within a second: anybody may ask, as often as
 * they like, and each look costs queries and a call of the engine.
 */
export async function readHealth(parts: { db: Db; engine: Engine }): Promise<Health> {
  const looks = onceAProcess('health', () => new Map<'last', Look>());
  const last = looks.get('last');
  if (last && performance.now() - last.at < freshMs) return last.health;
  const health = checkHealth(parts);
  looks.set('last', { at: performance.now(), health });
  return health;
}
