import { z } from 'zod';
import type { KindFacts } from '../facts-schema.ts';

const gib = 1024 ** 3;

export const vmSettings = z.strictObject({
  secureBoot: z.boolean().default(true).describe('Only signed boot loaders and kernels are started'),
  tpm: z.boolean().default(false).describe('A virtual TPM 2.0'),
  isoId: z
    .uuid()
    .nullable()
    .default(null)
    .describe('A disc of the tenant that it starts from first; without an image its own disk is empty then'),
  cloudInitDrive: z
    .boolean()
    .default(false)
    .describe('A drive with the cloud-init data, for images without the agent of the engine'),
});
export type VmSettings = z.infer<typeof vmSettings>;

export const vmFacts = {
  quota: 'vms',
  answers: 'other-system',
  settings: vmSettings,
  disk: 'image',
  ofEngineType: 'virtual-machine',
  hasLogin: true,
  tabs: ['console', 'screen', 'logs', 'evidence'],
  least: { memoryBytes: gib / 2, diskBytes: 4 * gib },
  usual: { vcpus: 2, memoryBytes: 2 * gib, diskBytes: 20 * gib },
  // Processors come while it runs, and the balloon takes memory; beyond what it has started with is none.
  resize: 'live',
  growsMemoryStopped: true,
  canShrinkDisk: false,
  takesDiscs: true,
} as const satisfies KindFacts;
