import { z } from 'zod';
import type { Tx } from '#server/db.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { nodeKind } from './schema.ts';

/** `unknown` also where one node has it and another one has not: nobody knows yet on which an instance will be. */
export type KnownKvm = 'there' | 'none' | 'unknown';

/** A no is believed for so long: who gives a node KVM later need not tell anybody, for the next shell tries it anew. */
const dayMilliseconds = 86_400_000;

/** Whether the nodes that run a kind have KVM, as far as shells have tried it there. */
export async function knownKvm(db: Tx, kind: InstanceKind, now: Date): Promise<KnownKvm> {
  const nodes = await db.node.findMany({
    where: { state: 'online' },
    select: { kinds: true, hasKvm: true, kvmSeenAt: true },
  });
  const found = nodes
    .filter((node) => runs(node.kinds, kind))
    .map(({ hasKvm, kvmSeenAt }) => {
      const isOld = !kvmSeenAt || now.getTime() - kvmSeenAt.getTime() > dayMilliseconds;
      return hasKvm === false && isOld ? null : hasKvm;
    });
  if (found.length === 0) return 'unknown';
  if (found.every((has) => has === true)) return 'there';
  return found.every((has) => has === false) ? 'none' : 'unknown';
}

function runs(kinds: unknown, kind: InstanceKind): boolean {
  const known = z.array(nodeKind).catch([]).parse(kinds);
  return known.some((entry) => entry.kind === kind && entry.isSupported);
}
