import { z } from 'zod';
import type { Tx } from '#server/db.ts';
import { type NodeKind, nodeKind } from '#server/nodes/schema.ts';
import { kindOf } from './kinds/kinds.ts';
import { instanceKinds } from './kinds/schema.ts';

/**
 * What some node can run now, and of the rest why no node can: the reason of the last one that was
 * asked. While no node has said anything only what every engine runs is on offer.
 */
export async function listKinds(db: Tx): Promise<NodeKind[]> {
  const nodes = await db.node.findMany({ where: { state: 'online' }, select: { kinds: true } });
  const seen = nodes.flatMap((node) => z.array(nodeKind).catch([]).parse(node.kinds));
  return instanceKinds.map((kind) => {
    const ofKind = seen.filter((entry) => entry.kind === kind);
    return ofKind.find((entry) => entry.isSupported) ?? ofKind.at(-1) ?? unseen(kind);
  });
}

/** What every engine has: containers, and no image of ours yet. */
const anyEngine = { drivers: ['lxc'], notOperational: undefined, images: [] };

function unseen(kind: NodeKind['kind']): NodeKind {
  const isSupported = kindOf(kind).lackOf(anyEngine) === null;
  return { kind, isSupported, reason: null, reasonKey: isSupported ? null : 'kind-no-node', params: {} };
}
