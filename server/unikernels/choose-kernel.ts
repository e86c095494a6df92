import type { Tx } from '#server/db.ts';
import { type KernelSettings, kernelSettings } from '#server/deployments/kernel-schema.ts';
import { AppError } from '#server/errors.ts';
import type { ChooseInput, Chosen } from '#server/instances/kinds/kind.ts';
import { knownKvm } from '#server/nodes/known-kvm.ts';
import type { Allowances } from '#server/plans/allowances.ts';
import { takeUpload } from '#server/uploads/take-upload.ts';
import { fillCommandLine } from './fill-command-line.ts';
import { type KernelFacts, type KernelFile, machineFor } from './kernel-facts.ts';
import { refuseFullShell } from './refuse-full-shell.ts';

const mib = 1024 ** 2;
/** What a shell takes (images/shell-qemu, parts/check.py). */
const mostCharacters = 2048;

const parts = [
  { key: 'kernelId', purpose: 'kernel', name: 'kernel' },
  { key: 'initrdId', purpose: 'initrd', name: 'initrd' },
  { key: 'diskId', purpose: 'disk', name: 'disk0' },
] as const;

/** A version of a unikernel: its uploads are ready, can be started, are allowed by its plan and fit on its disk. Throws AppError. */
export async function chooseKernel(db: Tx, input: ChooseInput): Promise<Chosen> {
  const settings = kernelSettings.parse(input.settings);
  if (!input.allowances.allowsEmulation && (await knownKvm(db, input.kind, new Date())) === 'none') {
    throw new AppError('refused', 'emulation-not-allowed', {}, { field: 'planId' });
  }
  refuseLongLine(settings);
  const { files } = await gatherKernel(db, input.tenantId, settings);
  refuseLargeFile(files, input.allowances);
  await refuseFullShell(db, { instanceId: input.instanceId, diskBytes: input.size.diskBytes }, files);
  return { settings: {}, deployment: { settings } };
}

/** With the longest addresses in it: which ones it will have is not known yet. */
function refuseLongLine({ commandLine }: KernelSettings): void {
  const longest = { ipv4: '255.255.255.255', subnet: '255.255.255.0/24' };
  const { length } = fillCommandLine(commandLine, longest);
  if (length <= mostCharacters) return;
  const params = { length, limit: mostCharacters };
  throw new AppError('refused', 'command-line-too-long-filled', params, { field: 'settings.commandLine' });
}

/** What was uploaded for another plan of the tenant's may be too large for this one. */
function refuseLargeFile(files: readonly KernelFile[], { maxUploadBytes }: Allowances): void {
  const large = files.find(({ sizeBytes }) => sizeBytes > maxUploadBytes);
  if (!large) return;
  const params = { mib: Math.ceil(large.sizeBytes / mib), limit: Math.floor(maxUploadBytes / mib) };
  const field = `settings.${parts.find(({ name }) => name === large.name)?.key}`;
  throw new AppError('refused', 'upload-too-large-for-plan', params, { field });
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
    const { sha256, sizeBytes, virtualBytes } = taken;
    files.push({ name, uploadId: id, sha256, sizeBytes, format, virtualBytes });
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
