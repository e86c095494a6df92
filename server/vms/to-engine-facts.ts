import type { Instance } from '#server/incus/instance.ts';
import { isoVolume } from './iso-device.ts';
import type { Firmware, MachineFacts } from './schema.ts';

/** What a disk of a VM hangs on where nothing else is said. Source: Incus docs, "Type: disk", io.bus. */
const usualBus = 'virtio-scsi';

type Told = { config: Record<string, string>; devices: Record<string, unknown> };

/** On unless it was switched off. Source: Incus docs, "Instance options", security.secureboot. */
function isSecureBootOn(config: Told['config']): boolean {
  return config['security.secureboot'] !== 'false';
}

/** What of its firmware is told to the engine by these keys and devices; the names are those of the kind. */
export function toFirmware({ config, devices }: Told): Firmware {
  return {
    secureBoot: isSecureBootOn(config),
    tpm: Boolean(devices.tpm),
    cloudInitDrive: Boolean(devices['cloud-init']),
  };
}

/** The machine as the engine was told to make it. */
export function toEngineFacts({
  expandedConfig,
  expandedDevices,
}: Pick<Instance, 'expandedConfig' | 'expandedDevices'>): NonNullable<MachineFacts['engine']> {
  const devices = Object.entries(expandedDevices).sort(([a], [b]) => a.localeCompare(b));
  const ofType = (type: string) => devices.filter(([, device]) => device.type === type);
  const bus = (given: string | undefined) => (!given || given === 'auto' ? usualBus : given);
  return {
    disks: ofType('disk').map(([name, device]) => ({
      name,
      bus: bus(device['io.bus']),
      isDisc: (device.source ?? '').startsWith(isoVolume('')),
    })),
    nics: ofType('nic').map(([name]) => name),
    secureBoot: isSecureBootOn(expandedConfig),
    hasTpm: ofType('tpm').length > 0,
    isMigratable: expandedConfig['migration.stateful'] === 'true',
  };
}
