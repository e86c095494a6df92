import { z } from 'zod';
import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';

const testSchema = z.object({
  id: z.string(),
  opens: z.boolean(),
  reason: z.enum(['absent', 'wrong-key', 'broken']).nullish(),
});

export type KeyTest = z.output<typeof testSchema>;

/** Would this key open the vault? Changes nothing. */
export async function testKeyOnNode(
  node: Node,
  { id, key }: { id: string; key: Buffer },
  options?: NodeCallOptions,
): Promise<KeyTest> {
  return askNode(node, 'vault-test-key', [id], testSchema, { ...options, stdin: key });
}
