import { AppError } from '#server/errors.ts';
import { guestEvidence } from '#server/evidence/guest-evidence.ts';
import { readGuestLog } from '#server/logs/read-guest-log.ts';
import type { ChooseInput, Chosen, Kind } from '../kind.ts';
import { rootShell } from '../kind-parts.ts';
import { lackOfDriver } from '../lack-of-driver.ts';
import { lightVmSettings } from './schema.ts';

/** A whole Linux of one's own, always unprivileged: root in it is nobody outside. */
export const lightVm: Kind = {
  engineType: 'container',
  lackOf: (node) => lackOfDriver('lxc', node),
  shell: null,
  choose,
  needs: (settings) => (lightVmSettings.parse(settings).nesting ? ['allowsNesting'] : []),
  engineConfig: (settings): Record<string, string> =>
    lightVmSettings.parse(settings).nesting ? { 'security.nesting': 'true' } : {},
  engineDevices: () => ({}),
  workload: null,
  entry: rootShell,
  otherEntry: { by: 'console' },
  readLog: readGuestLog,
  evidence: guestEvidence,
};

async function choose(_db: unknown, { settings, allowances }: ChooseInput): Promise<Chosen> {
  if (lightVmSettings.parse(settings).nesting && !allowances.allowsNesting) {
    throw new AppError('refused', 'nesting-not-allowed', {}, { field: 'settings.nesting' });
  }
  return { settings };
}
