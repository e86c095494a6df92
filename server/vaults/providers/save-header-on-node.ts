import { createHash } from 'node:crypto';
import { z } from 'zod';
import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';
import { vaultProviders } from '#server/node-shell/verbs.ts';

const headerSchema = z
  .object({ id: z.string(), provider: z.enum(vaultProviders), header: z.base64(), sha256: z.string() })
  .transform(({ header, ...rest }) => ({ ...rest, header: Buffer.from(header, 'base64') }))
  .refine(({ header, sha256 }) => createHash('sha256').update(header).digest('hex') === sha256);

export type VaultHeader = z.output<typeof headerSchema>;

/** What the panel keeps in its backup to mend a damaged vault: a LUKS header, or of fscrypt the policy, inodes and nonces. No key. */
export async function saveHeaderOnNode(
  node: Node,
  { id }: { id: string },
  options?: NodeCallOptions,
): Promise<VaultHeader> {
  return askNode(node, 'vault-save-header', [id], headerSchema, options);
}
