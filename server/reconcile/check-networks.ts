import { networkConfig } from '#server/networks/ensure-network.ts';
import { diffConfig } from './diff-config.ts';
import type { Checker } from './difference.ts';
import { liveTenants, tenantKey } from './live-tenants.ts';
import { guardedNetworkKeys, mendNetwork } from './mend-network.ts';
import { tenantDifference } from './tenant-difference.ts';

/** Each tenant's network: there, with its subnet, and with its list of rules on it. */
export const checkNetworks: Checker = {
  name: 'networks',
  kinds: ['network-missing', 'network-drifted'],
  async check(picture) {
    const networks = new Map((await picture.onEngine.networks()).map((network) => [network.name, network]));
    const { live, unjudged } = liveTenants(picture);
    const differences = live.flatMap((tenant) => {
      const found = networks.get(tenant.network.bridge);
      // Whole, and not up yet: a daemon that has just started tries again by itself.
      if (found?.status === 'Unavailable') {
        unjudged.push(tenantKey(tenant.id));
        return [];
      }
      if (found?.status !== 'Created')
        return [tenantDifference(tenant, { kind: 'network-missing', mend: mendNetwork })];
      const wanted = networkConfig({ tenantId: tenant.id, ...tenant.network });
      const changes = diffConfig(found.config, wanted, guardedNetworkKeys);
      if (changes.length === 0) return [];
      return [tenantDifference(tenant, { kind: 'network-drifted', changes, mend: mendNetwork })];
    });
    return { unjudged, differences };
  },
};
