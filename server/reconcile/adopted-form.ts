import { z } from 'zod';
import type { Instance } from '#server/incus/instance.ts';
import { type DeviceMap, deviceMap, textMap } from '#server/incus/shapes.ts';

type Found = Pick<Instance, 'config' | 'devices' | 'expandedConfig' | 'expandedDevices'>;
type Form = Pick<Instance, 'config' | 'devices'>;
type Given = { id: string; bridge: string; gateway: string; ipv4: string };

const ourKeys = [
  'user.berth.id',
  'user.berth.ipv4',
  'user.berth.gateway',
  'user.berth.dns',
  'limits.cpu',
  'limits.memory',
];

/** An instance as one of ours: with our id, and with size, disk and network of its own instead of a profile's. */
export function adoptedForm(found: Found, { id, bridge, gateway, ipv4 }: Given): Form {
  const { expandedConfig, expandedDevices } = found;
  const own = ['limits.cpu', 'limits.memory'].flatMap((key) => {
    const value = expandedConfig[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  const { nictype: _, parent: __, ...nic } = expandedDevices.eth0 ?? {};
  return {
    config: {
      ...found.config,
      ...Object.fromEntries(own),
      'user.berth.id': id,
      'user.berth.ipv4': `${ipv4}/24`,
      'user.berth.gateway': gateway,
      'user.berth.dns': gateway,
    },
    devices: {
      ...found.devices,
      ...(expandedDevices.root && { root: expandedDevices.root }),
      eth0: { ...nic, type: 'nic', name: 'eth0', network: bridge, 'ipv4.address': ipv4 },
    },
  };
}

const former = z.object({ config: textMap, devices: deviceMap });

/** What adopting changes, as it was before. */
export function formerForm({ config, devices }: Form): {
  config: Record<string, string>;
  devices: DeviceMap;
} {
  const kept = ourKeys.flatMap((key) => {
    const value = config[key];
    return value === undefined ? [] : [[key, value] as const];
  });
  return { config: Object.fromEntries(kept), devices };
}

/** The instance as it was before it was adopted. `remembered` is what `formerForm` gave. */
export function restoredForm({ config }: Form, remembered: unknown): Form {
  const before = former.parse(remembered);
  const others = Object.entries(config).filter(([key]) => !ourKeys.includes(key));
  return { config: { ...Object.fromEntries(others), ...before.config }, devices: before.devices };
}
