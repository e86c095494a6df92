import { AppError } from '#server/errors.ts';
import type { Engine } from '#server/incus/engine.ts';
import { EngineError } from '#server/incus/engine-error.ts';
import { createNetwork, deleteNetwork, getNetwork, patchNetwork } from '#server/incus/networks.ts';
import { findNamed } from './find-named.ts';
import { gatewayOf } from './network-names.ts';
import { retryRaces } from './retry-races.ts';

export type TenantNetwork = { tenantId: string; bridge: string; subnet: string };

/** The tenant's bridge is there, with its subnet and its list of rules. Throws when the name is somebody else's. */
export function ensureNetwork(engine: Engine, network: TenantNetwork): Promise<void> {
  return retryRaces(() => ensureOnce(engine, network));
}

/** The tenant's bridge is gone; one of the same name that is somebody else's stays. */
export function removeNetwork(engine: Engine, network: TenantNetwork): Promise<void> {
  return retryRaces(() => removeOnce(engine, network));
}

async function ensureOnce(engine: Engine, network: TenantNetwork): Promise<void> {
  const { bridge, tenantId } = network;
  const wanted = { name: bridge, description: `Berth tenant ${tenantId}`, config: networkConfig(network) };
  const found = await findNamed(engine, 'networks', bridge, getNetwork);
  if (found && found.config['user.berth.tenant'] !== tenantId) {
    throw new AppError('conflict', 'engine-name-taken', { thing: 'network', name: bridge });
  }
  if (found?.status === 'Created') return patchNetwork(engine, wanted);
  if (found?.status === 'Unavailable') throw notUp(bridge);
  // Half made: the engine ended in the middle of it.
  if (found) await deleteNetwork(engine, { name: bridge });
  await createNetwork(engine, wanted);
}

/** It is there and whole; a daemon that has just started has not brought it up yet. */
function notUp(bridge: string): EngineError {
  const engineMessage = `the network ${bridge} is not up yet`;
  return new EngineError({
    kind: 'unavailable',
    engineMessage,
    method: 'GET',
    path: `/1.0/networks/${bridge}`,
  });
}

async function removeOnce(engine: Engine, { bridge, tenantId }: TenantNetwork): Promise<void> {
  const found = await findNamed(engine, 'networks', bridge, getNetwork);
  if (found?.config['user.berth.tenant'] !== tenantId) return;
  await deleteNetwork(engine, { name: bridge });
}

/** Source: Incus docs, "Bridge network". */
export function networkConfig({ tenantId, bridge, subnet }: TenantNetwork): Record<string, string> {
  return {
    'ipv4.address': `${gatewayOf(subnet)}/24`,
    'ipv4.nat': 'true',
    'ipv4.dhcp': 'true',
    'ipv6.address': 'none',
    'dns.mode': 'managed',
    'security.acls': bridge,
    'security.acls.default.ingress.action': 'allow',
    'security.acls.default.egress.action': 'allow',
    'user.berth.tenant': tenantId,
  };
}
