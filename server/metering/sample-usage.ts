import type { Db } from '#server/db.ts';
import type { Engine } from '#server/incus/engine.ts';
import { type InstanceMetrics, listInstanceMetrics } from '#server/incus/metrics.ts';
import { projectName } from '#server/networks/network-names.ts';
import { addTraffic } from './add-traffic.ts';
import type { DiskUsage } from './disk-usage.ts';
import type { Reading } from './reading.ts';

/** One pass: reads what every running instance of ours uses, in one call, and writes it in two statements. */
export async function sampleUsage(db: Db, engine: Engine, disks: DiskUsage, at: Date): Promise<number> {
  const metrics = await listInstanceMetrics(engine);
  const ids = await instanceIds(db);
  const readings = metrics.flatMap((one) => {
    const instanceId = ids.get(`${one.project}/${one.name}`);
    return instanceId === undefined ? [] : [toReading(instanceId, one, disks)];
  });
  await db.$transaction(async (tx) => {
    await tx.usageSample.createMany({
      data: readings.map((reading) => ({ ...reading, at })),
      skipDuplicates: true,
    });
    await addTraffic(tx, readings, at);
  });
  return readings.length;
}

/** Our ids by what the engine calls them: `project/name`. */
async function instanceIds(db: Db): Promise<Map<string, string>> {
  const rows = await db.instance.findMany({
    where: { state: { in: ['running', 'frozen'] } },
    select: { id: true, name: true, tenant: { select: { slug: true } } },
  });
  return new Map(rows.map(({ id, name, tenant }) => [`${projectName(tenant.slug)}/${name}`, id]));
}

function toReading(instanceId: string, metrics: InstanceMetrics, disks: DiskUsage): Reading {
  return {
    instanceId,
    cpuSeconds: metrics.cpuSeconds,
    memoryBytes: BigInt(metrics.memoryUsageBytes),
    diskBytes: disks.of(instanceId),
    rxBytes: BigInt(metrics.rxBytes),
    txBytes: BigInt(metrics.txBytes),
  };
}
