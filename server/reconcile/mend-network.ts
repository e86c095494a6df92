import { getNetwork, updateNetwork } from '#server/incus/networks.ts';
import { ensureNetwork, networkConfig } from '#server/networks/ensure-network.ts';
import { makeAcl } from '#server/tenants/create-tenant.job.ts';
import { applyChanges, diffConfig } from './diff-config.ts';
import type { MendTools } from './difference.ts';
import type { Outcome } from './schema.ts';
import { orMissing, refuseForeign, withTenantParts } from './with-tenant-parts.ts';

/** Keys that open a network or lead around its rules: none is there unless we have set it. */
export const guardedNetworkKeys = ['ipv4.', 'ipv6.', 'security.', 'raw.', 'bridge.external_interfaces'];

/** Makes or corrects the tenant's network: as its row wants it now. Its rules come first, as ever. */
export function mendNetwork(tools: MendTools, tenantId: string): Promise<Outcome | undefined> {
  return withTenantParts(tools, tenantId, async (engine, parts) => {
    const found = await orMissing(getNetwork(engine, { name: parts.bridge }));
    if (found?.status === 'Created') {
      refuseForeign('network', found, tenantId);
      const changes = diffConfig(found.config, networkConfig(parts), guardedNetworkKeys);
      if (changes.length === 0) return undefined;
      await makeAcl({ engine, params: parts });
      await updateNetwork(engine, { ...found, config: applyChanges(found.config, changes) });
      return 'put-back';
    }
    await makeAcl({ engine, params: parts });
    await ensureNetwork(engine, parts);
    return 'made-again';
  });
}
