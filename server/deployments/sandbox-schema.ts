import type { Capability } from './capability-schema.ts';
import type { ContainerSettings, containerDevices } from './container-schema.ts';

type Device = (typeof containerDevices)[number];

/**
 * What can be allowed and does nothing behind gVisor. With the network of its shell it hands no change of that on, and
 * its own /dev/net/tun belongs to a network stack that is not in use. Tried on the real one: oci-gvisor.engine.test.ts.
 */
export const idleInSandbox = {
  capabilities: ['NET_ADMIN'],
  devices: ['/dev/net/tun'],
} as const satisfies { capabilities: readonly Capability[]; devices: readonly Device[] };

/** Those of them that are allowed. */
export function idleOf({
  capabilities,
  devices,
}: Pick<ContainerSettings, 'capabilities' | 'devices'>): string[] {
  return [
    ...idleInSandbox.capabilities.filter((name) => capabilities.includes(name)),
    ...idleInSandbox.devices.filter((path) => devices.includes(path)),
  ];
}
