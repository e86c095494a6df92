import { z } from 'zod';
import { engineTime, listOf } from './shapes.ts';

const interfaceSchema = z
  .object({
    addresses: listOf(z.object({ family: z.string(), address: z.string(), scope: z.string() })),
    counters: z.object({ bytes_received: z.number(), bytes_sent: z.number() }),
    hwaddr: z.string().default(''),
    state: z.string().default(''),
  })
  .transform(({ counters, ...same }) => ({
    ...same,
    receivedBytes: counters.bytes_received,
    sentBytes: counters.bytes_sent,
  }));

export const instanceStateSchema = z
  .object({
    status: z.string(),
    status_code: z.number().int(),
    pid: z.number().int(),
    processes: z.number().int(),
    started_at: engineTime,
    cpu: z.object({ usage: z.number() }),
    memory: z.object({ usage: z.number(), usage_peak: z.number().default(0), total: z.number().default(0) }),
    disk: z
      .record(z.string(), z.object({ usage: z.number(), total: z.number().default(0) }))
      .nullish()
      .transform((disk) => disk ?? {}),
    network: z
      .record(z.string(), interfaceSchema)
      .nullish()
      .transform((network) => network ?? {}),
  })
  .transform(({ status_code, started_at, cpu, memory, disk, network, ...same }) => ({
    ...same,
    statusCode: status_code,
    startedAt: started_at,
    cpuSeconds: cpu.usage / 1e9,
    /** With the page cache, unlike `listInstanceMetrics`. */
    memoryUsageBytes: memory.usage,
    memoryTotalBytes: memory.total,
    /** Of the root disk; 0 where the pool cannot tell. */
    diskUsageBytes: disk.root?.usage ?? 0,
    diskTotalBytes: disk.root?.total ?? 0,
    /** By the name that the guest gives the interface: `eth0`, `lo`. */
    interfaces: network,
  }));

/** What an instance uses now. Source: Incus docs, "REST API", `GET /1.0/instances/{name}/state`. */
export type InstanceState = z.output<typeof instanceStateSchema>;
