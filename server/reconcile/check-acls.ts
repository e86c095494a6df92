import { env } from '#server/env.ts';
import { isolationRules } from '#server/networks/isolation-rules.ts';
import { diffRules } from './diff-rules.ts';
import type { Checker } from './difference.ts';
import { liveTenants } from './live-tenants.ts';
import { mendAcl } from './mend-acl.ts';
import { tenantDifference } from './tenant-difference.ts';

/** The rules that keep each tenant's network from the others and from the machine, whose addresses change. */
export const checkAcls: Checker = {
  name: 'acls',
  kinds: ['acl-missing', 'acl-drifted'],
  async check(picture) {
    const acls = new Map((await picture.onEngine.acls()).map((acl) => [acl.name, acl]));
    const used = await picture.onEngine.usedAddresses();
    const { live, unjudged } = liveTenants(picture);
    const differences = live.flatMap((tenant) => {
      const { bridge, subnet } = tenant.network;
      const found = acls.get(bridge);
      if (!found) return [tenantDifference(tenant, { kind: 'acl-missing', mend: mendAcl })];
      const changes = diffRules(found, isolationRules(subnet, env().BERTH_TENANT_RANGE, used));
      if (changes.length === 0) return [];
      return [tenantDifference(tenant, { kind: 'acl-drifted', changes, mend: mendAcl })];
    });
    return { unjudged, differences };
  },
};
