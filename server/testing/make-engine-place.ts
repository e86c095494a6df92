import { randomBytes } from 'node:crypto';
import type { Engine } from '../incus/engine.ts';
import { createNetwork, deleteNetwork } from '../incus/networks.ts';
import { gatewayOf } from '../networks/network-names.ts';
import { retryRaces } from '../networks/retry-races.ts';
import { makeEngineProject } from './make-engine-project.ts';
import type { Place } from './start-registry.ts';

/** A project and a network of a test's own for shells, with no tenant of ours to them. */
export async function makeEnginePlace(engine: Engine): Promise<Place & { remove: () => Promise<void> }> {
  const bridge = `bt-${randomBytes(5).toString('hex')}`;
  // Beside the range of tenants, and of others that test at the same time.
  const subnet = `172.${16 + ((randomBytes(1)[0] ?? 0) % 15)}.${randomBytes(1)[0]}.0/24`;
  const config = { 'ipv4.address': `${gatewayOf(subnet)}/24`, 'ipv4.nat': 'true', 'ipv6.address': 'none' };
  await retryRaces(() => createNetwork(engine, { name: bridge, config }));
  try {
    const project = await makeEngineProject(engine, {
      'restricted.containers.nesting': 'allow',
      'restricted.devices.unix-char': 'allow',
      'restricted.devices.nic': 'managed',
      'restricted.devices.disk': 'managed',
      'restricted.networks.access': bridge,
    });
    const remove = async () => {
      await project.remove();
      await retryRaces(() => deleteNetwork(engine, { name: bridge }));
    };
    return { project: project.name, network: { bridge, subnet }, remove };
  } catch (error) {
    await deleteNetwork(engine, { name: bridge });
    throw error;
  }
}
