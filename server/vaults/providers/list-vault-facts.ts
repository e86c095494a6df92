import { z } from 'zod';
import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';
import { type VaultFacts, vaultFactsSchema } from './vault-facts.ts';

const listSchema = z.object({ vaults: z.array(vaultFactsSchema) });

/** All vaults of a node. One that a call is at work on is `busy`: it is not waited for. */
export async function listVaultFacts(node: Node, options?: NodeCallOptions): Promise<VaultFacts[]> {
  return (await askNode(node, 'vault-list', [], listSchema, options)).vaults;
}
