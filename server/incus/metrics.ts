import { apiPath } from './api-path.ts';
import { fetchFromEngine } from './call-engine.ts';
import type { CallOptions, Engine } from './engine.ts';
import { type MetricSample, parseOpenMetrics } from './parse-open-metrics.ts';

/** What a running instance has used since its start. Counters begin anew when it starts again. */
export type InstanceMetrics = {
  project: string;
  name: string;
  cpuSeconds: number;
  /** Without the page cache, which the kernel gives back when asked. */
  memoryUsageBytes: number;
  memoryTotalBytes: number;
  memoryCachedBytes: number;
  /** How often the kernel killed something for want of memory. */
  oomKills: number;
  /** Of all devices; 0 where the kernel does not count them for this instance. */
  diskReadBytes: number;
  diskWrittenBytes: number;
  /** Of all interfaces but the loopback, as the guest sees them. */
  rxBytes: number;
  txBytes: number;
  processes: number;
};

const maxMetricsBytes = 256 * 1024 * 1024;

/**
 * Samples of all running instances in one call; the cheapest way to have them (an instance costs the engine some
 * milliseconds, `getInstanceState` several times that). The engine keeps an answer for 8 s.
 * Source: Incus docs, "How to monitor metrics", "Provided metrics".
 *
 * Disk usage is not among them: ask `getInstanceState`, less often.
 *
 * @param input.target the cluster member whose instances to sample: each knows its own only
 */
export async function listInstanceMetrics(
  engine: Engine,
  { project, target }: { project?: string; target?: string } = {},
  options?: CallOptions,
): Promise<InstanceMetrics[]> {
  const call = { method: 'GET', path: apiPath`metrics`, project, query: { target } } as const;
  const { body } = await fetchFromEngine(engine, call, { ...options, maxBytes: maxMetricsBytes });
  return readInstanceMetrics(parseOpenMetrics(body.toString('utf8')));
}

/** Gathers the samples that name an instance, by instance. */
export function readInstanceMetrics(samples: MetricSample[]): InstanceMetrics[] {
  const byInstance = new Map<string, { metrics: InstanceMetrics; memoryAvailableBytes: number }>();
  for (const sample of samples) {
    const { project, name } = sample.labels;
    if (project === undefined || name === undefined) continue;
    const key = `${project}/${name}`;
    const entry = byInstance.get(key) ?? { metrics: emptyMetrics(project, name), memoryAvailableBytes: 0 };
    byInstance.set(key, entry);
    if (sample.metric === 'incus_memory_MemAvailable_bytes') entry.memoryAvailableBytes = sample.value;
    else addSample(entry.metrics, sample);
  }
  return [...byInstance.values()].map(({ metrics, memoryAvailableBytes }) => ({
    ...metrics,
    memoryUsageBytes: Math.max(0, metrics.memoryTotalBytes - memoryAvailableBytes),
  }));
}

// Modes of incus_cpu_seconds_total in which nothing of the instance runs (full VMs report them).
const idleModes = new Set(['idle', 'iowait', 'steal']);

function addSample(metrics: InstanceMetrics, { metric, labels, value }: MetricSample): void {
  const field = summedFields[metric];
  if (!field || labels.device === 'lo' || idleModes.has(labels.mode ?? '')) return;
  metrics[field] += value;
}

type SummedField = Exclude<keyof InstanceMetrics, 'project' | 'name' | 'memoryUsageBytes'>;

const summedFields: Record<string, SummedField | undefined> = {
  incus_cpu_seconds_total: 'cpuSeconds',
  incus_memory_MemTotal_bytes: 'memoryTotalBytes',
  incus_memory_Cached_bytes: 'memoryCachedBytes',
  incus_memory_OOM_kills_total: 'oomKills',
  incus_disk_read_bytes_total: 'diskReadBytes',
  incus_disk_written_bytes_total: 'diskWrittenBytes',
  incus_network_receive_bytes_total: 'rxBytes',
  incus_network_transmit_bytes_total: 'txBytes',
  incus_procs_total: 'processes',
};

function emptyMetrics(project: string, name: string): InstanceMetrics {
  return {
    project,
    name,
    cpuSeconds: 0,
    memoryUsageBytes: 0,
    memoryTotalBytes: 0,
    memoryCachedBytes: 0,
    oomKills: 0,
    diskReadBytes: 0,
    diskWrittenBytes: 0,
    rxBytes: 0,
    txBytes: 0,
    processes: 0,
  };
}
