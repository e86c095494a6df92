import type { Instance } from '#server/incus/instance.ts';
import { projectName } from '#server/networks/network-names.ts';
import type { Checker } from './difference.ts';
import { addressOf } from './engine-instance-facts.ts';
import { liveTenants } from './live-tenants.ts';

/** Two instances of a tenant with one address: neither can be reached for sure. */
export const checkDoubledAddresses: Checker = {
  name: 'doubled-addresses',
  kinds: ['address-doubled'],
  async check(picture) {
    const onEngine = await picture.onEngine.instances();
    return {
      differences: liveTenants(picture).live.flatMap(({ id, slug }) => {
        const own = onEngine.filter((instance) => instance.project === projectName(slug));
        return [...groupByAddress(own)]
          .filter(([, holders]) => holders.length > 1)
          .map(([address, holders]) => ({
            kind: 'address-doubled' as const,
            subjectKey: `address:${projectName(slug)}/${address}`,
            subject: address,
            tenantId: id,
            details: {
              facts: { project: projectName(slug), instances: holders.map(({ name }) => name).join(', ') },
            },
            graceFrom: 'first-sight' as const,
          }));
      }),
    };
  },
};

function groupByAddress(instances: readonly Instance[]): Map<string, Instance[]> {
  const groups = new Map<string, Instance[]>();
  for (const instance of instances) {
    const address = addressOf(instance);
    if (address) groups.set(address, [...(groups.get(address) ?? []), instance]);
  }
  return groups;
}
