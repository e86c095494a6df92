import type { Engine } from '#server/incus/engine.ts';
import { isEngineError } from '#server/incus/engine-error.ts';
import { getNetworkState, type NetworkState } from '#server/incus/network-state.ts';
import { listNetworks, type Network } from '#server/incus/networks.ts';

/** `10.214.0.1/24`: the address of the engine's machine and the network that it is in. */
export type UsedAddress = { cidr: string; isEngineNetwork: boolean };

/** What the engine's machine has: the addresses of the engine's bridges and of every other interface. */
export async function listUsedAddresses(engine: Engine): Promise<UsedAddress[]> {
  const networks = (await listNetworks(engine)).filter((network) => network.type !== 'loopback');
  const addresses = await Promise.all(networks.map((network) => addressesOf(engine, network)));
  return addresses.flat();
}

/** The engine knows the address of a bridge of its own; any other interface has to be asked. */
async function addressesOf(engine: Engine, { name, managed, config }: Network): Promise<UsedAddress[]> {
  if (managed) {
    const cidr = config['ipv4.address'];
    return cidr?.includes('/') ? [{ cidr, isEngineNetwork: true }] : [];
  }
  return (await addressesOfInterface(engine, name))
    .filter(({ family }) => family === 'inet')
    .map(({ address, netmask }) => ({ cidr: `${address}/${netmask}`, isEngineNetwork: false }));
}

/** Interfaces come and go with instances: one that went since the list was read has no address. */
async function addressesOfInterface(engine: Engine, name: string): Promise<NetworkState['addresses']> {
  try {
    return (await getNetworkState(engine, { name })).addresses;
  } catch (error) {
    if (isEngineError(error, 'not-found')) return [];
    throw error;
  }
}
