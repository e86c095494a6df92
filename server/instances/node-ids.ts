import type { Tx } from '#server/db.ts';

type NodeOf = (location: string) => string | null;

/** Finds our row of the engine's location; outside a cluster the engine says `none`, and there is one node. */
export async function nodeIds(db: Tx): Promise<NodeOf> {
  return nodeFinder(await db.node.findMany({ select: { id: true, name: true } }));
}

export function nodeFinder(nodes: readonly { id: string; name: string }[]): NodeOf {
  const byName = new Map(nodes.map((node) => [node.name, node.id]));
  const only = nodes.length === 1 ? nodes[0]?.id : undefined;
  return (location) => (location === '' || location === 'none' ? only : byName.get(location)) ?? null;
}
