import { z } from 'zod';

/** What names an instance on the engine: every job of an instance has at least these. */
export const instanceParams = z.object({
  id: z.uuid(),
  project: z.string(),
  name: z.string(),
  /** Where its disk is: opened before a step needs it. */
  vaultId: z.uuid().nullish(),
});
export type InstanceParams = z.infer<typeof instanceParams>;

/** Jobs that change whether it runs: how it was before, for the way back. */
export const power = z.enum(['running', 'stopped', 'frozen']);
export type Power = z.infer<typeof power>;
