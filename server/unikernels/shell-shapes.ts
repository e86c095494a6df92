import { z } from 'zod';

/** What the program in a shell around QEMU answers (images/shell-qemu/files/usr/lib/berth/parts/verbs.py). */

const loaded = z.record(z.string(), z.object({ sha256: z.string(), sizeBytes: z.int() }));

export const prepareAnswer = z.object({ folder: z.string(), loaded });
export const loadAnswer = z.object({ state: z.enum(['checking', 'loaded']) });
export const probeAnswer = z.object({ isUsable: z.boolean(), reason: z.string().nullable() });
export const startedAnswer = z.object({ generation: z.string() });
export const stopAnswer = z.object({ state: z.string() });
export const keepAnswer = z.object({ removed: z.array(z.int()) });
export const kernelLog = z.object({ lines: z.array(z.string()), unfinished: z.string() });

export const kernelStatus = z.object({
  number: z.int().nullable(),
  state: z.enum(['none', 'running', 'restarting', 'stopped', 'exited', 'failed']),
  pid: z.int().nullable(),
  exitCode: z
    .int()
    .nullable()
    .describe('The guest’s own by isa-debug-exit; 128 + n: QEMU was ended by signal n'),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  restarts: z.int(),
  error: z.string().nullable().describe('Why QEMU could not start it, in its words'),
  accelerator: z.enum(['tcg', 'kvm']).nullable(),
  machine: z.enum(['microvm', 'q35']).nullable(),
  guestMemoryBytes: z.int().nullable(),
});
export type KernelStatus = z.infer<typeof kernelStatus>;
