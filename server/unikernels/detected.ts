import type { ErrorParams, ErrorReason } from '#server/errors.ts';

export type KernelFormat = 'pvh' | 'multiboot' | 'linux';
export type DiskFormat = 'raw' | 'iso';

/** What a file is; of a raw disk also whether firmware would start it. Or why we cannot start it, in a person's words. */
export type Detected =
  | { format: KernelFormat }
  | { format: DiskFormat; isBootable: boolean }
  /** `virtualBytes`: what its guest sees, and it may grow to. */
  | { format: 'qcow2'; isBootable: boolean; virtualBytes: number }
  | { format: null; reason: ErrorReason; params: ErrorParams };

/** Of an ELF file: where its program headers are. */
export type ElfHeader = {
  is64: boolean;
  isForPc: boolean;
  type: number;
  programHeaders: { offset: number; entryBytes: number; count: number };
};
