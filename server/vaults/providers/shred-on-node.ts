import { z } from 'zod';
import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';

const shredSchema = z.object({
  id: z.string(),
  state: z.literal('absent'),
  /** What would be needed to open it, overwritten with random bytes. 0 when it was gone already. */
  overwrittenBytes: z.int(),
  /** What was given back to the disk. */
  discardedBytes: z.int(),
  /** Was the image looked at again after the overwriting, and found unreadable? */
  isVerified: z.boolean(),
});

export type ShredFacts = z.output<typeof shredSchema>;

/**
 * Closes a vault and destroys what opens it, then its blocks, then its name. Gone already: nothing to do.
 *
 * @throws NodeError `busy` with `users` when something in it runs; then nothing was destroyed
 */
export async function shredOnNode(
  node: Node,
  { id }: { id: string },
  options?: NodeCallOptions,
): Promise<ShredFacts> {
  return askNode(node, 'vault-shred', [id], shredSchema, { timeoutSeconds: 300, ...options });
}
