import { isDeepStrictEqual } from 'node:util';
import type { Db } from '#server/db.ts';
import { notifyChange } from '#server/events/notify-change.ts';
import type { ObservedNode } from './observe-nodes.ts';

const goneMessage = 'The engine does not list this node any more.';

/** Writes what was observed; a node that the engine no longer lists goes, unless instances were on it. */
export async function saveNodes(db: Db, observed: readonly ObservedNode[], now: Date): Promise<void> {
  for (const node of observed) await saveNode(db, node, now);
  const names = observed.map((node) => node.name);
  await db.node.deleteMany({
    where: { name: { notIn: names }, instances: { none: {} }, vaults: { none: {} } },
  });
  const gone = await db.node.findMany({
    where: { name: { notIn: names }, NOT: { state: 'offline', message: goneMessage } },
    select: { id: true },
  });
  for (const { id } of gone) {
    await db.node.update({ where: { id }, data: { state: 'offline', message: goneMessage } });
    await notifyChange(db, { topic: 'node', id, tenantId: null });
  }
}

async function saveNode(db: Db, node: ObservedNode, now: Date): Promise<void> {
  const before = await db.node.findUnique({ where: { name: node.name } });
  const { name, ...seen } = node;
  const data = node.state === 'online' ? { ...seen, seenAt: now } : seen;
  const { id } = await db.node.upsert({
    where: { name },
    create: { name, ...data },
    update: data,
    select: { id: true },
  });
  if (!before || isDifferent(before, seen)) await notifyChange(db, { topic: 'node', id, tenantId: null });
}

/** How full the pool is changes all the time: no page is drawn again for that alone. */
function isDifferent(before: Record<string, unknown>, { ...seen }: Record<string, unknown>): boolean {
  delete seen.poolUsedBytes;
  return Object.entries(seen).some(([key, value]) => {
    const old = before[key];
    return !isDeepStrictEqual(typeof old === 'bigint' ? Number(old) : old, value);
  });
}
