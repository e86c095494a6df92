import { z } from 'zod';

export const samplePeriodSeconds = 10;

/** Rates since the former sample; null where there is none to compare with: a chart shows a gap. */
export const usagePoint = z.object({
  at: z.iso.datetime(),
  cpuPercent: z.number().nullable().describe('Of one vCPU: 100 is one vCPU fully used'),
  memoryBytes: z.number().int(),
  diskBytes: z.number().int(),
  rxBytesPerSecond: z.number().nullable(),
  txBytesPerSecond: z.number().nullable(),
});
export type UsagePoint = z.infer<typeof usagePoint>;

export const instanceMetrics = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  samplePeriodSeconds: z.number().int(),
  vcpus: z.number().int(),
  memoryLimitBytes: z.number().int(),
  diskLimitBytes: z.number().int(),
  points: z.array(usagePoint),
});
export type InstanceMetrics = z.infer<typeof instanceMetrics>;
