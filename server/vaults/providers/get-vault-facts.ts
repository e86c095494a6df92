import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';
import { type VaultFacts, vaultFactsSchema } from './vault-facts.ts';

/** What the node sees of one vault; a vault that is not there is `absent`, no error. */
export async function getVaultFacts(
  node: Node,
  { id }: { id: string },
  options?: NodeCallOptions,
): Promise<VaultFacts> {
  return askNode(node, 'vault-status', [id], vaultFactsSchema, options);
}
