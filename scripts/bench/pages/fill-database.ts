import type { Db } from '#server/db.ts';

export const sizes = { tenants: 1000, instances: 10_000, jobs: 100_000 };

/** A big provider's database: 1,000 tenants, 10,000 instances, 100,000 jobs with their steps. One tenant has 2,000 of the instances. */
export async function fillDatabase(db: Db): Promise<void> {
  const { tenants, instances, jobs } = sizes;
  await db.$executeRaw`
    INSERT INTO "Tenant" (id, slug, name, state, "quotaLightVms", "quotaVcpus", "quotaMemoryBytes", "quotaDiskBytes", "quotaTrafficBytes")
    SELECT gen_random_uuid(), 'tenant-' || n, 'Tenant ' || n, CASE WHEN n % 50 = 0 THEN 'suspended' ELSE 'active' END,
      5000, 20000, 1::bigint << 45, 1::bigint << 48, 1::bigint << 48
    FROM generate_series(1, ${tenants}::int) n`;
  await db.$executeRaw`
    INSERT INTO "Node" (id, name, state, vcpus, "memoryBytes", "poolBytes", kinds, "seenAt")
    SELECT gen_random_uuid(), 'node-' || n, 'online', 128, 1::bigint << 40, 1::bigint << 44, '[]', now() FROM generate_series(1, 40) n`;
  await db.$executeRaw`
    INSERT INTO "Image" (id, alias, name, os, release, "minDiskBytes", "updatedAt")
    VALUES (gen_random_uuid(), 'debian/12', 'Debian 12', 'Debian', '12', 1 << 30, now())`;
  await db.$executeRaw`
    WITH t AS (SELECT id, row_number() OVER (ORDER BY slug) AS n FROM "Tenant"),
      node AS (SELECT id, row_number() OVER () AS n FROM "Node"),
      i AS (SELECT n, CASE WHEN n <= 2000 THEN 1 ELSE 2 + n % (${tenants}::int - 1) END AS t FROM generate_series(1, ${instances}::int) n)
    INSERT INTO "Instance" (id, "tenantId", name, kind, state, vcpus, "memoryBytes", "diskBytes", ipv4, "nodeId", "imageId", "createdAt")
    SELECT gen_random_uuid(), t.id, 'web-' || i.n, 'light-vm', CASE WHEN i.n % 3 = 0 THEN 'stopped' ELSE 'running' END,
      1 + i.n % 4, 1::bigint << 30, 10::bigint << 30, '10.' || (128 + i.n / 65536) || '.' || (i.n / 256 % 256) || '.' || (i.n % 256),
      node.id, (SELECT id FROM "Image"), now() - i.n * interval '1 minute'
    FROM i JOIN t ON t.n = i.t JOIN node ON node.n = 1 + i.n % 40`;
  await db.$executeRaw`
    WITH i AS (SELECT id, "tenantId", name, row_number() OVER (ORDER BY "createdAt") AS n FROM "Instance")
    INSERT INTO "Job" (id, kind, state, "tenantId", "instanceId", subject, "subjectKey", params, "createdAt", "startedAt", "finishedAt")
    SELECT gen_random_uuid(), (ARRAY['create-instance', 'stop-instance', 'start-instance'])[1 + j.n % 3],
      CASE WHEN j.n % 97 = 0 THEN 'failed' ELSE 'done' END, i."tenantId", i.id, i.name, 'instance:' || i.id, '{}',
      now() - j.n * interval '10 seconds', now() - j.n * interval '10 seconds', now() - j.n * interval '9 seconds'
    FROM generate_series(1, ${jobs}::int) j(n) JOIN i ON i.n = 1 + j.n % ${instances}::int`;
  await db.$executeRaw`
    INSERT INTO "JobStep" ("jobId", position, name, state, attempts, "startedAt", "finishedAt")
    SELECT id, 0, 'create', 'done', 1, "startedAt", "finishedAt" FROM "Job"`;
  // What a page of an instance draws: the last hour, a sample each 10 seconds.
  await db.$executeRaw`
    INSERT INTO "UsageSample" ("instanceId", at, "cpuSeconds", "memoryBytes", "diskBytes", "rxBytes", "txBytes")
    SELECT i.id, now() - n * interval '10 seconds', 10000 - n, (200 + n % 50) * 1048576::bigint, 2::bigint << 30,
      (1000 - n) * 65536::bigint, (1000 - n) * 32768::bigint
    FROM (SELECT id FROM "Instance" WHERE state = 'running' ORDER BY "createdAt" DESC LIMIT 1000) i, generate_series(0, 359) n`;
  await db.$executeRaw`VACUUM ANALYZE`;
}
