import { hostname } from 'node:os';
import type { Ctx } from '#server/context.ts';
import { listMembers } from '#server/incus/cluster.ts';
import { lookAtNodes } from '#server/vaults/look-at-nodes.ts';

/** The row of this machine's node, with what its helper can: where vaults of tests are made. */
export async function makeVaultNode({ db, engine, log }: Ctx): Promise<{ id: string; name: string }> {
  const [member] = await listMembers(engine);
  const name = member?.name ?? hostname();
  const node = await db.node.upsert({
    where: { name },
    create: {
      name,
      state: 'online',
      kinds: [{ kind: 'light-vm', isSupported: true, reason: null, reasonKey: null, params: {} }],
    },
    update: {},
    select: { id: true, name: true },
  });
  await lookAtNodes({ db, log });
  return node;
}
