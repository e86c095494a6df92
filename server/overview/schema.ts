import type { JobView } from '#server/jobs-view/schema.ts';
import type { NodeView } from '#server/nodes/schema.ts';
import type { FindingView } from '#server/reconcile/schema.ts';
import type { VaultView } from '#server/vaults/schema.ts';

/** A short list and how many there are in all. */
export type Some<T> = { items: T[]; total: number };

export const quotaParts = ['instances', 'vcpus', 'memory', 'disk', 'traffic'] as const;
export type QuotaPart = (typeof quotaParts)[number];

/** A tenant that has little left of a quota: of the one it has the least left of. */
export type TightTenant = { id: string; slug: string; name: string; part: QuotaPart; share: number };

export type Numbers = {
  tenants: { active: number; suspended: number; other: number };
  instances: { running: number; stopped: number; failed: number; other: number };
  capacity: Pick<NodeView, 'vcpus' | 'memoryBytes' | 'poolBytes' | 'poolUsedBytes'>;
  allocation: { vcpus: number; memoryBytes: number; diskBytes: number };
  /** Of the last 24 hours, by how they ended. */
  jobs: { done: number; failed: number; live: number };
};

/** What the provider's first page says: what needs somebody, then how much there is. */
export type Overview = {
  /** Open, or nobody can tell, though nothing in them runs. */
  unlockedVaults: Some<VaultView>;
  stuckJobs: Some<JobView>;
  /** Of the last 24 hours, without those that went well when they were asked for again. */
  failedJobs: Some<JobView>;
  /** What the loops found and nobody has settled. */
  findings: Some<FindingView>;
  nodesInTrouble: NodeView[];
  fullNodes: NodeView[];
  missingImages: { id: string; alias: string; name: string }[];
  tightTenants: Some<TightTenant>;
  hasNoImage: boolean;
  hasNoNode: boolean;
  numbers: Numbers;
};
