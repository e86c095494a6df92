import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';
import { type VaultFacts, vaultFactsSchema } from './vault-facts.ts';

/**
 * Grows an open vault, its device and the btrfs on it, under whatever runs there. `fscrypt` needs no key for it.
 *
 * @throws NodeError `full` without room, `refused` when it is locked or the size is smaller than it has
 */
export async function growOnNode(
  node: Node,
  { id, sizeBytes, key }: { id: string; sizeBytes: number; key?: Buffer | undefined },
  options?: NodeCallOptions,
): Promise<VaultFacts> {
  return askNode(node, 'vault-grow', [id, sizeBytes], vaultFactsSchema, { ...options, stdin: key });
}
