import { z } from 'zod';
import type { KindFacts } from '../facts-schema.ts';

const gib = 1024 ** 3;

export const lightVmSettings = z.strictObject({
  nesting: z
    .boolean()
    .default(false)
    .describe('Containers may be run inside it; only where the plan allows that'),
});
export type LightVmSettings = z.infer<typeof lightVmSettings>;

export const lightVmFacts = {
  quota: 'lightVms',
  answers: 'server',
  settings: lightVmSettings,
  disk: 'image',
  ofEngineType: 'container',
  hasLogin: true,
  tabs: ['console', 'logs', 'processes', 'files', 'evidence'],
  least: { memoryBytes: gib / 8, diskBytes: gib },
  usual: { vcpus: 1, memoryBytes: gib, diskBytes: 10 * gib },
  resize: 'live',
  canShrinkDisk: true,
} as const satisfies KindFacts;
