import { benchEnvironment } from '../bench/lib/bench-environment.ts';
import { takeOverSettings } from './panel-settings.mjs';

/**
 * Brings into the environment what it does not say of the installation on this machine: as the panel that runs has it,
 * else as `npm start` has written it down.
 */
export function takeInstallationEnvironment(): void {
  const home = process.env.BERTH_HOME ?? '/var/lib/berth';
  takeOverSettings({ home, env: process.env });
  Object.assign(process.env, { ...benchEnvironment(), ...process.env });
}
