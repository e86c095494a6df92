import { z } from 'zod';
import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';

/** Each says what this call did and saw; of a call that was cut, the next one. What a former helper does not say is null. */
const shredSchema = z.object({
  id: z.string(),
  state: z.literal('absent'),
  /** False: it was gone already, and the rest says nothing. */
  hadFile: z.boolean().default(false),
  /** The key slots of a LUKS header by cryptsetup's own verb. Null: it has none. */
  slotsErased: z.boolean().nullable().default(null),
  /** What would be needed to open it, overwritten with random bytes. */
  overwrittenBytes: z.int(),
  /** Was the image read again after the overwriting, and found unreadable? (True also of none.) */
  isVerified: z.boolean(),
  /** The old key, tried on what was left after that. Null: not given, not this vault's, or this node could not try. */
  oldKeyOpens: z.boolean().nullable().default(null),
  /** Did the node's file system give all blocks back before the name went? */
  isDiscarded: z.boolean().nullable().default(null),
  discardedBytes: z.int(),
});

export type ShredFacts = z.output<typeof shredSchema>;

/**
 * Closes a vault and destroys what opens it, then its blocks, then its name. Gone already: nothing to do. With its `key`
 * the node tries that on what is left, before it removes it.
 *
 * @throws NodeError `busy` with `users` when something in it runs; then nothing was destroyed
 */
export async function shredOnNode(
  node: Node,
  { id, key }: { id: string; key?: Buffer | undefined },
  options?: NodeCallOptions,
): Promise<ShredFacts> {
  return askNode(node, 'vault-shred', [id], shredSchema, { timeoutSeconds: 300, ...options, stdin: key });
}
