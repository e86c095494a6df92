import type { Instance } from '#server/incus/instance.ts';
import { idKey } from '#server/instances/find-on-engine.ts';
import { engineBytes, engineCpus } from './engine-amounts.ts';
import type { Facts } from './schema.ts';

/** What an instance of the engine is and takes, whoever made it; what it does not say is left out. */
export function engineInstanceFacts(instance: Instance): Facts {
  const { expandedConfig, expandedDevices, createdAt } = instance;
  const facts: Record<string, string | number | undefined> = {
    project: instance.project,
    status: instance.status,
    type: instance.type,
    createdAt: createdAt?.toISOString(),
    berthId: instance.config[idKey],
    image: expandedConfig['image.description'],
    address: addressOf(instance),
    vcpus: engineCpus(expandedConfig['limits.cpu']),
    memoryBytes: engineBytes(expandedConfig['limits.memory']),
    diskBytes: engineBytes(expandedDevices.root?.size),
  };
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, string | number] => entry[1] !== undefined),
  );
}

/** The fixed address of its first network interface that has one. */
export function addressOf({ expandedDevices }: Pick<Instance, 'expandedDevices'>): string | undefined {
  const nics = Object.values(expandedDevices).filter(({ type }) => type === 'nic');
  return nics.map((nic) => nic['ipv4.address']).find((address) => address && address !== 'none');
}
