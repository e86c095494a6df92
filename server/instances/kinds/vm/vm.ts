import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { AppError } from '#server/errors.ts';
import { machineEvidence } from '#server/evidence/machine-evidence.ts';
import { readConsoleLog } from '#server/logs/read-console-log.ts';
import { isoDevice, isoDeviceName } from '#server/vms/iso-device.ts';
import type { ChooseInput, Chosen, Kind } from '../kind.ts';
import { rootShell } from '../kind-parts.ts';
import { lackOfDriver } from '../lack-of-driver.ts';
import { vmSettings } from './schema.ts';

/**
 * A machine with a kernel of its own, on the processor's own virtualisation. Disks hang on virtio-scsi, network cards
 * are virtio-net, memory has a balloon: the engine's own choice where nothing else is said.
 */
export const vm: Kind = {
  engineType: 'virtual-machine',
  lackOf: (node) => lackOfDriver('qemu', node),
  shell: null,
  choose,
  // Source: Incus docs, "Instance options", security.secureboot.
  engineConfig: (settings) => ({ 'security.secureboot': String(vmSettings.parse(settings).secureBoot) }),
  engineDevices,
  accessConfig,
  startsEmpty: (settings) => vmSettings.parse(settings).isoId !== null,
  afterInsert,
  workload: null,
  entry: { by: 'console' },
  // Where the guest has the engine's agent.
  otherEntry: rootShell,
  readLog: readConsoleLog,
  evidence: machineEvidence,
};

async function choose(db: Tx, { tenantId, settings }: ChooseInput): Promise<Chosen> {
  const { isoId } = vmSettings.parse(settings);
  const field = 'settings.isoId';
  if (isoId) {
    const iso = await db.iso.findFirst({ where: { id: isoId, tenantId } });
    if (!iso) throw new AppError('refused', 'not-found', {}, { field });
    if (iso.state !== 'ready') throw new AppError('refused', 'iso-not-ready', { name: iso.name }, { field });
    if (iso.pool !== env().BERTH_POOL) throw new AppError('refused', 'iso-other-pool', {}, { field });
  }
  return { settings };
}

/** Source: Incus docs, "Type: tpm", and "Type: disk", sources of disks of VMs. */
function engineDevices(settings: Record<string, unknown>): ReturnType<Kind['engineDevices']> {
  const { tpm, isoId, cloudInitDrive } = vmSettings.parse(settings);
  return {
    ...(tpm && { tpm: { type: 'tpm' } }),
    ...(cloudInitDrive && { 'cloud-init': { type: 'disk', source: 'cloud-init:config' } }),
    ...(isoId && { [isoDeviceName(isoId)]: isoDevice(isoId, env().BERTH_POOL, true) }),
  };
}

/** Images of VMs are others', and know cloud-init alone. What the customer writes as user-data goes before it. */
function accessConfig(sshKeys: readonly string[]): Record<string, string> {
  if (sshKeys.length === 0) return {};
  return { 'cloud-init.vendor-data': `#cloud-config\n${JSON.stringify({ ssh_authorized_keys: sshKeys })}\n` };
}

async function afterInsert(tx: Tx, instanceId: string, settings: Record<string, unknown>): Promise<void> {
  const { isoId } = vmSettings.parse(settings);
  if (isoId) await tx.isoAttachment.create({ data: { isoId, instanceId, bootsFirst: true } });
}
