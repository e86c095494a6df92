import { kernelSettings } from '#server/deployments/kernel-schema.ts';
import type { KindFacts } from '../facts-schema.ts';

const gib = 1024 ** 3;

export const unikernelFacts = {
  quota: 'unikernels',
  answers: 'one-application',
  settings: kernelSettings,
  disk: 'shell',
  hasLogin: false,
  mayBeEmulated: true,
  tabs: ['console', 'logs', 'deployments', 'evidence'],
  least: { memoryBytes: gib / 8, diskBytes: gib },
  usual: { vcpus: 1, memoryBytes: gib / 4, diskBytes: 2 * gib },
  resize: 'restart',
  canShrinkDisk: true,
} as const satisfies KindFacts;
