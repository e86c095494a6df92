import { appFacts } from '../app/schema.ts';
import type { KindFacts } from '../facts-schema.ts';

/** The same image as an app runs, behind a kernel of its own: what differs is in sandbox.ts. */
export const sandboxFacts = {
  ...appFacts,
  quota: 'sandboxes',
  runtime: 'runsc',
  answers: 'untrusted',
  least: { memoryBytes: 1024 ** 3 / 4, diskBytes: 1024 ** 3 },
} as const satisfies KindFacts;
