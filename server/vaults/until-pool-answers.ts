import { setTimeout as delay } from 'node:timers/promises';
import type { Engine } from '#server/incus/engine.ts';
import { EngineError, isEngineError } from '#server/incus/engine-error.ts';
import { getStoragePool } from '#server/incus/storage-pools.ts';
import type { VaultRow } from './vault-row.ts';

const pollMs = 500;
/** An engine that was restarted while the vault was locked looks for the pool once a minute. */
const patienceMs = 90_000;

/** As its row was before: `openedAt` is that of its present opening where it was open then. */
type Vault = Pick<VaultRow, 'pool' | 'openedAt' | 'state'>;
type Options = { signal?: AbortSignal | undefined; note?: ((text: string) => Promise<void>) | undefined };

/** When the vaults were opened whose pools were seen as there: an engine loses them only while they are locked. */
const seen = new WeakMap<Engine, Map<string, number>>();

/**
 * Waits until the engine counts the pool in the vault as there. At once, unless the engine was restarted while it was
 * locked. A vault in the making has no pool yet: nothing to wait for.
 */
export async function untilPoolAnswers(engine: Engine, vault: Vault, options: Options): Promise<void> {
  const { pool: name, openedAt, state } = vault;
  const openedMs = state === 'open' ? openedAt?.getTime() : undefined;
  if (openedMs !== undefined && seen.get(engine)?.get(name) === openedMs) return;
  const { signal, note } = options;
  const deadline = performance.now() + patienceMs;
  for (let isTold = false; ; ) {
    const status = await poolStatus(engine, name, signal);
    if (status === 'Created' && openedMs !== undefined) remember(engine, name, openedMs);
    if (status === undefined || status === 'Created') return;
    if (performance.now() > deadline) throw stillAway(name, status);
    if (!isTold) await note?.('the engine was restarted and looks for the vault again, up to a minute');
    isTold = true;
    await delay(pollMs, undefined, { signal });
  }
}

function remember(engine: Engine, name: string, openedMs: number): void {
  const pools = seen.get(engine) ?? new Map<string, number>();
  seen.set(engine, pools.set(name, openedMs));
}

async function poolStatus(
  engine: Engine,
  name: string,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  try {
    return (await getStoragePool(engine, { name }, { signal })).status;
  } catch (error) {
    if (isEngineError(error, 'not-found')) return undefined;
    throw error;
  }
}

function stillAway(name: string, status: string): EngineError {
  const engineMessage = `the engine still says that the pool ${name} is ${status.toLowerCase()}`;
  return new EngineError({
    kind: 'unavailable',
    engineMessage,
    method: 'GET',
    path: `/1.0/storage-pools/${name}`,
  });
}
