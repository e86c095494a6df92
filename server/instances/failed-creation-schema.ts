import { z } from 'zod';

/** Why there is no instance behind a row in the state `failed`. */
export const failedCreation = z.object({
  jobId: z.uuid(),
  reason: z.string().nullable().describe('A key of the error messages'),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string().describe('The same in English'),
  step: z.string().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
export type FailedCreation = z.infer<typeof failedCreation>;
