import type { Tx } from '#server/db.ts';
import { type KernelSettings, kernelSettings } from '#server/deployments/kernel-schema.ts';
import { AppError } from '#server/errors.ts';
import type { ChooseInput, Chosen } from '#server/instances/kinds/kind.ts';
import { knownKvm } from '#server/nodes/known-kvm.ts';
import { takeUpload } from '#server/uploads/take-upload.ts';
import { type KernelFacts, type KernelFile, machineFor } from './kernel-facts.ts';

const mib = 1024 ** 2;
/** Of the disk: the shell itself, its log, and room for what it writes. */
const shellBytes = 512 * mib;

const parts = [
  { key: 'kernelId', purpose: 'kernel', name: 'kernel' },
  { key: 'initrdId', purpose: 'initrd', name: 'initrd' },
  { key: 'diskId', purpose: 'disk', name: 'disk0' },
] as const;

/** A version of a unikernel: its uploads are ready, can be started and fit on its disk. Throws AppError. */
export async function chooseKernel(db: Tx, input: ChooseInput): Promise<Chosen> {
  const settings = kernelSettings.parse(input.settings);
  if (!input.allowances.allowsEmulation && (await knownKvm(db, 'unikernel', new Date())) === 'none') {
    throw new AppError('refused', 'emulation-not-allowed', {}, { field: 'planId' });
  }
  const { files } = await gatherKernel(db, input.tenantId, settings);
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const room = input.size.diskBytes - shellBytes;
  if (total > room) {
    const params = { mib: Math.ceil(total / mib), room: Math.max(0, Math.floor(room / mib)) };
    throw new AppError('refused', 'kernel-needs-disk', params, { field: 'diskBytes' });
  }
  return { settings: {}, deployment: { settings } };
}

/**
 * What the settings mean: the uploads, and how they are started. The demonstration is none of them: it is in the shell.
 * Throws AppError with the field to blame.
 */
export async function gatherKernel(db: Tx, tenantId: string, settings: KernelSettings): Promise<KernelFacts> {
  const files: KernelFile[] = [];
  for (const { key, purpose, name } of parts) {
    const id = settings[key];
    if (id === null) continue;
    const taken = await takeUpload(db, { id, tenantId, purpose }, `settings.${key}`);
    if (name === 'disk0' && !hasKernel(settings) && taken.isBootable === false) {
      throw new AppError('refused', 'disk-not-bootable', {}, { field: 'settings.diskId' });
    }
    const format = taken.format as KernelFile['format'];
    files.push({ name, uploadId: id, sha256: taken.sha256, sizeBytes: taken.sizeBytes, format });
  }
  const start = settings.isDemo ? 'pvh' : startOf(files);
  return { start, machine: machineFor(start), files };
}

function hasKernel({ kernelId, isDemo }: KernelSettings): boolean {
  return kernelId !== null || isDemo;
}

function startOf(files: readonly KernelFile[]): KernelFacts['start'] {
  const format = files.find(({ name }) => name === 'kernel')?.format;
  return format === 'pvh' || format === 'multiboot' || format === 'linux' ? format : 'disk';
}
