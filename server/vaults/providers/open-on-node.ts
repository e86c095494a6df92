import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';
import { type VaultFacts, vaultFactsSchema } from './vault-facts.ts';

/**
 * Opens a vault, and mounts the engine's pool where it was mounted before it was closed. Open already: nothing to do.
 *
 * @throws NodeError `wrong-key` (nothing was touched), `absent`, `broken` with what is damaged
 */
export async function openOnNode(
  node: Node,
  { id, key }: { id: string; key: Buffer },
  options?: NodeCallOptions,
): Promise<VaultFacts> {
  return askNode(node, 'vault-open', [id], vaultFactsSchema, { ...options, stdin: key });
}
