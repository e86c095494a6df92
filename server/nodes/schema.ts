import { z } from 'zod';
import { instanceKinds } from '#server/instances/kinds/schema.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { vaultProviders } from '#server/vaults/schema.ts';

export const nodeStates = ['online', 'offline', 'unknown'] as const;
export type NodeState = (typeof nodeStates)[number];

/** Whether a node can run a kind of instance, and if not, why: as a key of the catalogue and in English. */
export const nodeKind = z.object({
  kind: z.enum(instanceKinds),
  isSupported: z.boolean(),
  reason: z.string().nullable(),
  reasonKey: z
    .enum(['kind-needs-engine', 'kind-needs-driver', 'kind-needs-shell', 'kind-no-node'])
    .nullable(),
  params: z.record(z.string(), z.string()),
});
export type NodeKind = z.infer<typeof nodeKind>;

export const nodeView = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(nodeStates),
  message: z.string().nullable().describe("What is the matter with it, in the engine's words"),
  engineVersion: z.string().nullable(),
  kernelVersion: z.string().nullable(),
  vcpus: z.number().int(),
  memoryBytes: z.number().int(),
  poolBytes: z.number().int().describe('The storage pool that instances are made in'),
  poolUsedBytes: z.number().int(),
  kinds: z.array(nodeKind),
  vaults: z
    .object({
      isSupported: z.boolean(),
      provider: z.enum(vaultProviders).nullable(),
      reason: z.string().nullable(),
      reasonKey: z.string().nullable(),
      params: z.record(z.string(), z.string()),
      silence: z.string().nullable().describe('Why its helper did not answer when it was last asked'),
    })
    .describe('Whether vaults can be had on it, and why not'),
  seenAt: z.iso.datetime().nullable(),
  allocation: z
    .object({
      instances: z.number().int(),
      running: z.number().int(),
      vcpus: z.number().int(),
      memoryBytes: z.number().int(),
      diskBytes: z.number().int(),
    })
    .describe('What the instances on it may use at most, in all'),
});
export type NodeView = z.infer<typeof nodeView>;

export const nodePage = z.object({
  items: z.array(nodeView),
  total: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
});
export type NodePage = z.infer<typeof nodePage>;

export type NodeInstance = Pick<
  InstanceView,
  'id' | 'name' | 'kind' | 'state' | 'vcpus' | 'memoryBytes' | 'diskBytes' | 'tenant'
>;
export type NodeInstancePage = { items: NodeInstance[]; total: number; page: number; pageSize: number };

/** Something that the engine itself is not content with. */
export type NodeWarning = {
  id: string;
  type: string;
  message: string;
  severity: string;
  count: number;
  lastSeenAt: string | null;
};
