import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';
import { type VaultFacts, vaultFactsSchema } from './vault-facts.ts';

/**
 * Takes the idle pool's mount away, then the device, then the key, until the kernel says that it is absent.
 * Whatever has become of its files: then it is `broken` or `absent` afterwards, with `keyStatus` of what is left.
 *
 * @throws NodeError `busy` with `users` when something in it runs; then everything is as it was
 */
export async function closeOnNode(
  node: Node,
  { id }: { id: string },
  options?: NodeCallOptions,
): Promise<VaultFacts> {
  return askNode(node, 'vault-close', [id], vaultFactsSchema, options);
}
