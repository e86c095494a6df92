import type { Db, Tx } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { liveJobStates } from '#server/jobs/states.ts';
import { lockTenant } from '#server/quotas/lock-tenant.ts';
import { tenantKey } from './live-tenants.ts';

/** Verbs of the tenant wait so long at most. What takes longer is broken off, and the next pass tries it again. */
const workMs = 8000;
/** With the wait for the row, which others may hold. */
const timeoutMs = 15_000;

type Alone = { tenantId: string; subjectKey?: string; signal?: AbortSignal | undefined };

/**
 * Does `work` alone with a tenant: verbs and other passes wait for its row meanwhile. Nothing is done, and
 * undefined comes back, when the tenant is gone or a job works on it or on `subjectKey`. The signal ends the work in
 * time, and when the row is not held any more for whatever reason.
 */
export async function withIdleTenant<T>(
  db: Db,
  { tenantId, subjectKey, signal }: Alone,
  work: (tx: Tx, signal: AbortSignal) => Promise<T | undefined>,
): Promise<T | undefined> {
  const keys = [tenantKey(tenantId), ...(subjectKey === undefined ? [] : [subjectKey])];
  // No AbortSignal.timeout() within any(): nobody holds it, and once it is collected it never ends anything.
  const released = new AbortController();
  const stop = () => released.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await db.$transaction(
      async (tx) => {
        await lockTenant(tx, tenantId);
        if (await isAtWork(tx, keys)) return undefined;
        timer = setTimeout(() => released.abort(tooLong()), workMs);
        if (signal?.aborted) stop();
        return work(tx, released.signal);
      },
      { timeout: timeoutMs, maxWait: 10_000 },
    );
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    released.abort();
  }
}

/** A job's own subject, or what it says besides that it works on. */
async function isAtWork(tx: Tx, keys: readonly string[]): Promise<boolean> {
  const [live] = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Job" WHERE "state" = ANY(${[...liveJobStates]})
      AND ("subjectKey" = ANY(${keys}) OR "params"->>'subjectKey' = ANY(${keys})) LIMIT 1`;
  return live !== undefined;
}

function tooLong(): DOMException {
  return new DOMException(`not mended within ${workMs / 1000} s`, 'TimeoutError');
}
