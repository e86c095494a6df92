import type { Instance } from '#server/incus/instance.ts';
import type { DeviceMap } from '#server/incus/shapes.ts';
import { sizeConfig } from '#server/instances/engine-config.ts';
import { kindOf } from '#server/instances/kinds/kinds.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { gatewayOf } from '#server/networks/network-names.ts';
import { applyChanges, diffConfig } from './diff-config.ts';
import type { InstanceRow } from './read-rows.ts';
import type { Change } from './schema.ts';

type Wanted = Pick<InstanceRow, 'vcpus' | 'memoryBytes' | 'diskBytes' | 'ipv4'> & {
  /** As its row has them. */
  kind: string;
  settings: unknown;
};
type Network = { bridge: string; subnet: string };
type Found = Pick<Instance, 'config' | 'devices'>;
type Part = 'limits' | 'address';

/** Keys that loosen or widen what an instance may: none is there unless we, or its kind, have set it. */
const guarded = ['limits.', 'security.', 'raw.', 'linux.', 'nvidia.'];

/** What of an instance's limits, or of its address, is not as its row says. */
export function diffInstance(part: Part, wanted: Wanted, network: Network, found: Found): Change[] {
  return part === 'limits' ? diffLimits(wanted, found) : diffAddress(wanted, network, found);
}

/** The instance's configuration and devices with these changes made. */
export function correctInstance(found: Found, changes: readonly Change[]): Found {
  const devices: DeviceMap = { ...found.devices };
  for (const { what, wanted } of changes) {
    const [device, key] = deviceKey(what);
    if (!device || !key || wanted === null) continue;
    devices[device] = { ...(devices[device] ?? newDevice(device)), [key]: wanted };
  }
  return { config: applyChanges(found.config, changes.filter(isConfig)), devices };
}

function diffLimits(wanted: Wanted, { config, devices }: Found): Change[] {
  const { kind, settings, vcpus, memoryBytes, diskBytes } = wanted;
  const size = sizeConfig({ vcpus, memoryBytes: Number(memoryBytes) });
  const ofKind = kindOf(kind as InstanceKind).engineConfig(settings as Record<string, unknown>);
  const root = devices.root && diffConfig(devices.root, { size: `${diskBytes}B` });
  return [...diffConfig(config, { ...size, ...ofKind }, guarded), ...named('root', root)];
}

function diffAddress({ ipv4 }: Wanted, { bridge, subnet }: Network, { config, devices }: Found): Change[] {
  if (ipv4 === null) return [];
  const gateway = gatewayOf(subnet);
  const guest = {
    'user.berth.ipv4': `${ipv4}/24`,
    'user.berth.gateway': gateway,
    'user.berth.dns': gateway,
  };
  const nic = diffConfig(devices.eth0 ?? {}, { network: bridge, 'ipv4.address': ipv4 });
  return [...diffConfig(config, guest), ...named('eth0', nic)];
}

/** `root.size` in a list of changes is the key `size` of the device `root`. */
function named(device: 'root' | 'eth0', changes: Change[] | undefined): Change[] {
  return (changes ?? []).map((change) => ({ ...change, what: `${device}.${change.what}` }));
}

function deviceKey(what: string): [string, string] | [] {
  const match = /^(root|eth0)\.(.+)$/.exec(what);
  return match?.[1] && match[2] ? [match[1], match[2]] : [];
}

function isConfig({ what }: Change): boolean {
  return deviceKey(what).length === 0;
}

function newDevice(device: string): Record<string, string> {
  return device === 'eth0' ? { type: 'nic', name: 'eth0' } : {};
}
