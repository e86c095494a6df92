import { projectName } from '#server/networks/network-names.ts';
import type { Checker } from './difference.ts';
import { instanceKey, matchRows } from './match-rows.ts';

/** Instances that the engine has not any more. The row stays: its owner makes it again, or lets it go. */
export const checkLostInstances: Checker = {
  name: 'lost-instances',
  kinds: ['instance-lost'],
  async check(picture) {
    const { matched, unjudged } = await matchRows(picture);
    const lost = matched.filter(({ found }) => found === undefined);
    return {
      unjudged,
      differences: lost.map(({ row, tenant }) => ({
        kind: 'instance-lost',
        subjectKey: instanceKey(row.id),
        subject: row.name,
        tenantId: row.tenantId,
        instanceId: row.id,
        details: {
          facts: {
            project: projectName(tenant.slug),
            ...(row.ipv4 && { address: row.ipv4 }),
            ...{ vcpus: row.vcpus, memoryBytes: Number(row.memoryBytes), diskBytes: Number(row.diskBytes) },
          },
        },
      })),
    };
  },
};
