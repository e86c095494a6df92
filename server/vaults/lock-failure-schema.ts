import { z } from 'zod';

/** Why a vault that should be locked is not: told as the error of a job is. */
export const lockFailureText = z.object({
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
  forOperators: z.string().nullable().describe('What of it only operators may know'),
});
export type LockFailureText = z.infer<typeof lockFailureText>;

export const lockFailureView = lockFailureText.extend({
  since: z.iso.datetime().describe('Since then it should be locked'),
});
export type LockFailureView = z.infer<typeof lockFailureView>;
