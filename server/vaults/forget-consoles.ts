import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { clearConsoleLog } from '#server/incus/instance-console.ts';
import { projectName } from '#server/networks/network-names.ts';

type Tools = { db: Db; engine: Engine };

/**
 * What guests wrote to their consoles lies in a file of the engine's, beside the vault and in plain: it goes when the vault
 * is locked. An engine that cannot do it is no reason to fail what locks it.
 */
export async function forgetConsoles({ db, engine }: Tools, vaultId: string, signal?: AbortSignal) {
  const inside = await db.instance.findMany({
    where: { vaultId },
    select: { name: true, tenant: { select: { slug: true } } },
  });
  for (const { name, tenant } of inside) {
    const ref = { project: projectName(tenant.slug), name };
    await clearConsoleLog(engine, ref, { signal }).catch((error: unknown) => {
      if (!isEngineError(error)) throw error;
    });
  }
}
