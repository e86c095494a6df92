import { z } from 'zod';

export const workloadStates = ['none', 'running', 'restarting', 'stopped', 'exited'] as const;
export const healthStates = ['starting', 'healthy', 'unhealthy'] as const;

/** What runs in a shell, as it was last seen. */
export const workloadView = z.object({
  number: z.number().int().nullable().describe('The version; null: nothing was deployed'),
  state: z.enum(workloadStates),
  exitCode: z.number().int().nullable().describe('Of its last end; 128 + n: ended by signal n'),
  restarts: z.number().int(),
  health: z.enum(healthStates).nullable().describe('null: it has no health check'),
  accelerator: z
    .enum(['kvm', 'tcg'])
    .nullable()
    .describe('Of a unikernel: kvm by the hardware, tcg emulated, which is slow; null: it is no machine'),
});
export type WorkloadView = z.infer<typeof workloadView>;
