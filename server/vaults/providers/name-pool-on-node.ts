import { z } from 'zod';
import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';

const namedSchema = z.object({ id: z.string(), uuid: z.string().nullable() });

/**
 * Gives the file system in an open vault the name by its id that udev gives where it runs, and that an engine which
 * makes a pool waits ten seconds for (Incus 6.0, driver_btrfs.go, Create). Null: there is no file system yet.
 */
export async function namePoolOnNode(
  node: Node,
  { id }: { id: string },
  options?: NodeCallOptions,
): Promise<string | null> {
  return (await askNode(node, 'vault-name-pool', [id], namedSchema, options)).uuid;
}
