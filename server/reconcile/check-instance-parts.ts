import { diffInstance } from './correct-instance.ts';
import type { Checker, Difference, Judgement } from './difference.ts';
import { liveTenants } from './live-tenants.ts';
import { instanceKey, matchRows } from './match-rows.ts';
import { mendInstance } from './mend-instance.ts';
import type { Picture } from './read-picture.ts';

/** Size, and what an instance may besides: as its row says. */
export const checkInstanceLimits: Checker = {
  name: 'instance-limits',
  kinds: ['limits-drifted'],
  check: (picture) => checkPart(picture, 'limits'),
};

/** The address, and the network that it is in: as its row says. */
export const checkAddresses: Checker = {
  name: 'addresses',
  kinds: ['address-drifted'],
  check: (picture) => checkPart(picture, 'address'),
};

async function checkPart(picture: Picture, part: 'limits' | 'address'): Promise<Judgement> {
  const { matched, unjudged } = await matchRows(picture);
  const { live, unjudged: busyTenants } = liveTenants(picture);
  const differences = matched.flatMap(({ row, found }): Difference[] => {
    const tenant = live.find(({ id }) => id === row.tenantId);
    if (!tenant || !found || found === 'unreachable') return [];
    const changes = diffInstance(part, row, tenant.network, found);
    if (changes.length === 0) return [];
    const { id, name, tenantId } = row;
    return [
      {
        kind: part === 'limits' ? 'limits-drifted' : 'address-drifted',
        ...{ subjectKey: instanceKey(id), subject: name, tenantId, instanceId: id },
        details: { changes },
        mend: (tools) => mendInstance(tools, { tenant, instance: row, part }),
      },
    ];
  });
  const ofBusyTenants = matched
    .filter(({ tenant }) => busyTenants.includes(`tenant:${tenant.id}`))
    .map(({ row }) => instanceKey(row.id));
  return { differences, unjudged: [...unjudged, ...ofBusyTenants] };
}
