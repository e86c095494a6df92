import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { DiskUsage } from './disk-usage.ts';
import { getInstanceMetrics } from './get-instance-metrics.ts';
import { sampleUsage } from './sample-usage.ts';

let place: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let instance: { id: string; name: string };

beforeAll(async () => {
  place = await openTestCtx();
  tenant = await makeEngineTenant(place.ctx);
  instance = await makeEngineInstance(place.ctx, tenant);
});
afterAll(async () => {
  await tenant?.remove();
  await place?.close();
});

/** The engine keeps its numbers for eight seconds: a sample any sooner would see the former ones. */
async function sample(disks: DiskUsage) {
  await delay(8_500);
  await sampleUsage(place.ctx.db, place.ctx.engine, disks, new Date());
}

test('what a guest does is seen in its samples and in its month', async () => {
  const { ctx } = place;
  const disks = new DiskUsage();
  await sample(disks);
  const where = { project: tenant.project, name: instance.name };
  const busy =
    'dd if=/dev/urandom of=/blob bs=1M count=20; sync; ping -c 3 -s 1400 "$1"; i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done';
  const gateway = tenant.network.subnet.replace(/\.0\/24$/, '.1');
  await execInInstance(ctx.engine, { ...where, command: ['sh', '-c', busy, 'sh', gateway] });
  await disks.refresh(ctx.engine, new Date());
  await sample(disks);
  const { points, vcpus } = await getInstanceMetrics(ctx, instance.id);
  expect(points).toHaveLength(2);
  const [first, last] = points;
  expect(first?.cpuPercent).toBeNull();
  expect(last?.cpuPercent).toBeGreaterThan(0);
  expect(last?.cpuPercent).toBeLessThanOrEqual(vcpus * 110);
  expect(last?.diskBytes).toBeGreaterThan(20_000_000);
  expect(last?.memoryBytes).toBeGreaterThan(0);
  const month = await ctx.db.trafficMonth.findFirstOrThrow({ where: { instanceId: instance.id } });
  const samples = await ctx.db.usageSample.findMany({
    where: { instanceId: instance.id },
    orderBy: { at: 'asc' },
  });
  expect(month.rxBytes).toBe(samples.at(-1)?.rxBytes);
  expect(month.txBytes).toBe(samples.at(-1)?.txBytes);
});
