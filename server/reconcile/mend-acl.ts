import { env } from '#server/env.ts';
import { getNetworkAcl } from '#server/incus/network-acls.ts';
import { ensureAcl } from '#server/networks/ensure-acl.ts';
import { isolationRules } from '#server/networks/isolation-rules.ts';
import { listUsedAddresses } from '#server/networks/list-used-addresses.ts';
import { diffRules } from './diff-rules.ts';
import type { MendTools } from './difference.ts';
import type { Outcome } from './schema.ts';
import { orMissing, withTenantParts } from './with-tenant-parts.ts';

/** Makes or corrects the rules of the tenant's network: as its row and the machine's addresses want them now. */
export function mendAcl(tools: MendTools, tenantId: string): Promise<Outcome | undefined> {
  return withTenantParts(tools, tenantId, async (engine, parts) => {
    const found = await orMissing(getNetworkAcl(engine, { name: parts.bridge }));
    const used = await listUsedAddresses(engine);
    const wanted = isolationRules(parts.subnet, env().BERTH_TENANT_RANGE, used);
    if (found && diffRules(found, wanted).length === 0) return undefined;
    await ensureAcl(engine, parts, wanted);
    return found ? 'put-back' : 'made-again';
  });
}
