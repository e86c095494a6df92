import type { Kind } from '../kind.ts';
import { lackOfDriver } from '../lack-of-driver.ts';
import { vmSettings } from './schema.ts';

/** A machine with a kernel of its own, on the processor's own virtualisation. */
export const vm: Kind = {
  engineType: 'virtual-machine',
  lackOf: (node) => lackOfDriver('qemu', node),
  shell: null,
  choose: async (_db, { settings }) => ({ settings }),
  // Source: Incus docs, "Instance options", security.secureboot.
  engineConfig: (settings) => ({ 'security.secureboot': String(vmSettings.parse(settings).secureBoot) }),
  engineDevices: (settings): ReturnType<Kind['engineDevices']> =>
    vmSettings.parse(settings).tpm ? { tpm: { type: 'tpm' } } : {},
  workload: null,
  entry: { by: 'console' },
};
