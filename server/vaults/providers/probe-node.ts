import { z } from 'zod';
import { askNode } from '#server/node-shell/ask-node.ts';
import type { Node } from '#server/node-shell/node.ts';
import type { NodeCallOptions } from '#server/node-shell/run-on-node.ts';
import { type VaultProvider, vaultProviders } from '#server/node-shell/verbs.ts';

const abilitySchema = z.object({
  isAvailable: z.boolean(),
  reason: z.string().nullable(),
  /** What its vaults lie on: files below `vaultRoot`, or logical volumes of `volumeGroup`. */
  backing: z.enum(['file', 'volume']).default('file'),
});

const probeSchema = z.object({
  version: z.int(),
  vaultRoot: z.string(),
  providers: z.object({ luks: abilitySchema, fscrypt: abilitySchema }),
  totalBytes: z.int(),
  freeBytes: z.int(),
  /** What vaults that are there may still come to fill. */
  promisedBytes: z.int(),
  allowsOvercommit: z.boolean(),
  /** Without sizes there is none of that name. */
  volumeGroup: z
    .object({ name: z.string(), totalBytes: z.int().optional(), freeBytes: z.int().optional() })
    .nullable()
    .default(null),
});

export type NodeProbe = z.output<typeof probeSchema>;

/** What the node can do, and of what it cannot the reason. */
export async function probeNode(node: Node, options?: NodeCallOptions): Promise<NodeProbe> {
  return askNode(node, 'probe', [], probeSchema, options);
}

/** The provider to choose on this node: LUKS where there is a choice. Undefined where there is none. */
export function preferredProvider({ providers }: NodeProbe): VaultProvider | undefined {
  return vaultProviders.find((name) => providers[name].isAvailable);
}
