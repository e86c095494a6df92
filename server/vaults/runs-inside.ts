import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { isStopped } from '#server/incus/instance.ts';
import { findOnEngine } from '#server/instances/find-on-engine.ts';
import { projectName } from '#server/networks/network-names.ts';
import { idleStates } from './states.ts';

type Tools = { db: Db; engine: Engine };

/** Does something in the vault run, by the engine's word? */
export async function runsInside({ db, engine }: Tools, vaultId: string): Promise<boolean> {
  const inside = await db.instance.findMany({
    where: { vaultId, state: { notIn: [...idleStates] } },
    select: { id: true, name: true, tenant: { select: { slug: true } } },
  });
  for (const { id, name, tenant } of inside) {
    const found = await findOnEngine(engine, { id, name, project: projectName(tenant.slug) });
    if (found && !isStopped(found)) return true;
  }
  return false;
}
