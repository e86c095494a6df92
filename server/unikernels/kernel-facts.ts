import { z } from 'zod';
import { uploadFormats } from '#server/uploads/schema.ts';

/** A file as it lies in the shell: QEMU's disks are disk0, disk1, … */
export const kernelFile = z.object({
  name: z.enum(['kernel', 'initrd', 'disk0']),
  uploadId: z.uuid().nullable(), // null: of the shell itself
  sha256: z.string(),
  sizeBytes: z.number().int(),
  format: z.enum(uploadFormats).nullable(),
  virtualBytes: z.number().int().nullable().default(null), // of a qcow2: what it may grow to
});
export type KernelFile = z.infer<typeof kernelFile>;

/** What a version is made of, kept with it: its uploads may be deleted later. */
export const kernelFacts = z.object({
  /** How it is started: by QEMU's own loader, or by the firmware from its disk. */
  start: z.enum(['pvh', 'multiboot', 'linux', 'disk']),
  machine: z.enum(['microvm', 'q35']),
  files: z.array(kernelFile).min(1),
});
export type KernelFacts = z.infer<typeof kernelFacts>;

/** A microvm has no firmware and no PCI: it is for kernels that bring their own way in (QEMU, "microvm machine type"). */
export function machineFor(start: KernelFacts['start']): KernelFacts['machine'] {
  return start === 'pvh' || start === 'linux' ? 'microvm' : 'q35';
}
