import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';
import type { VaultProvider } from '#server/node-shell/verbs.ts';
import { type VaultFacts, vaultFactsSchema } from './vault-facts.ts';

/**
 * Makes a vault, which is locked at the end. One that is there already with the same provider, size and key is left.
 *
 * @throws NodeError `full` without room, `unsupported` where the node lacks something, `wrong-key` for another's id
 */
export async function createOnNode(
  node: Node,
  { id, provider, sizeBytes, key }: { id: string; provider: VaultProvider; sizeBytes: number; key: Buffer },
  options?: NodeCallOptions,
): Promise<VaultFacts> {
  const more = { timeoutSeconds: 300, ...options, stdin: key };
  return askNode(node, 'vault-create', [id, provider, sizeBytes], vaultFactsSchema, more);
}
