import { z } from 'zod';
import { engineTime, listOf } from './shapes.ts';

/** Source: Incus docs, "REST API", section Background operation, and the status codes listed there. */
export const operationSchema = z.object({
  id: z.string().min(1),
  class: z.string(),
  description: z.string().default(''),
  status_code: z.number().int(),
  created_at: engineTime,
  resources: z
    .record(z.string(), listOf(z.string()))
    .nullish()
    .transform((resources) => resources ?? {}),
  metadata: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((metadata) => metadata ?? {}),
  err: z.string().default(''),
  location: z.string().default(''),
});

/** Background work of the engine. Forgotten 5 s after its end and at every restart of the daemon. */
export type Operation = z.output<typeof operationSchema>;

/** How an operation stands, or ended. `forgotten`: the engine knows it no more; look at the resource itself. */
export type OperationOutcome =
  | { state: 'running'; operation: Operation }
  | { state: 'done'; operation: Operation }
  | { state: 'failed'; engineMessage: string; operation: Operation | undefined }
  | { state: 'cancelled' }
  | { state: 'forgotten' };

export function operationOutcome(operation: Operation): OperationOutcome {
  const code = operation.status_code;
  if (code < 200) return { state: 'running', operation };
  if (code < 400) return { state: 'done', operation };
  if (code === 401) return { state: 'cancelled' };
  return { state: 'failed', engineMessage: operation.err || 'failed without a reason', operation };
}
