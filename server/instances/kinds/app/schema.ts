import { containerSettings } from '#server/deployments/container-schema.ts';
import type { KindFacts } from '../facts-schema.ts';

const gib = 1024 ** 3;

export const appFacts = {
  quota: 'apps',
  answers: 'image',
  settings: containerSettings,
  disk: 'shell',
  runtime: 'crun',
  hasLogin: false,
  tabs: ['console', 'logs', 'deployments', 'evidence'],
  least: { memoryBytes: gib / 8, diskBytes: gib },
  usual: { vcpus: 1, memoryBytes: gib / 2, diskBytes: 5 * gib },
  resize: 'live',
  canShrinkDisk: true,
} as const satisfies KindFacts;
