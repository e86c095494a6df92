import type { Difference, MendTools } from './difference.ts';
import { type LiveTenant, tenantKey } from './live-tenants.ts';
import type { Change, FindingKind, Outcome } from './schema.ts';

type Found = {
  kind: FindingKind;
  changes?: Change[];
  mend(tools: MendTools, tenantId: string): Promise<Outcome | undefined>;
};

/** What is not as it should be with a tenant's network or its rules; both have the bridge's name. */
export function tenantDifference({ id, network }: LiveTenant, { kind, changes, mend }: Found): Difference {
  return {
    kind,
    subjectKey: tenantKey(id),
    subject: network.bridge,
    tenantId: id,
    details: { ...(changes && { changes }) },
    mend: (tools) => mend(tools, id),
  };
}
