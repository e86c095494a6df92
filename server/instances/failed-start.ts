import { z } from 'zod';
import type { AppError } from '#server/errors.ts';

/** Of an instance that was to be started with others: why it was not. As the output of a step, which outlives an upgrade. */
export const failedStart = z.object({
  name: z.string(),
  why: z.string(),
  reason: z.string().nullable().default(null),
  reasonParams: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
});
export type FailedStart = z.infer<typeof failedStart>;

export function toFailedStart(name: string, { message, reason, params }: AppError): FailedStart {
  return { name, why: message, reason, reasonParams: params };
}
