import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#server/errors.ts';
import { listInstances } from '#server/incus/instances.ts';
import { getProject } from '#server/incus/projects.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker, type Worker } from '#server/jobs/start-worker.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import type { Quota } from '#server/tenants/schema.ts';
import { updateQuota } from '#server/tenants/update-quota.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { tinyImage, tinyImageAlias } from '#server/testing/tiny-image.ts';
import { projectLimits } from './project-limits.ts';
import { toQuota } from './quota-columns.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
const size = { vcpus: 1, memoryBytes: 128 * mib, diskBytes: gib };
const ample: Quota = {
  ...{ lightVms: 100, vms: 0, apps: 0, sandboxes: 0, unikernels: 0, vcpus: 200 },
  ...{ memoryBytes: 200 * gib, diskBytes: 800 * gib, trafficBytes: gib },
};

let opened: TestCtx;
let worker: Worker;
let imageId: string;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;

beforeAll(async () => {
  opened = await openTestCtx();
  await tinyImage(opened.ctx.engine);
  imageId = (await makeImage(opened.ctx.db, { alias: tinyImageAlias })).id;
});
afterAll(() => opened.close());
beforeEach(async () => {
  tenant = await makeEngineTenant(opened.ctx);
  const { db, log, engine } = opened.ctx;
  worker = await startWorker(opened.url, jobKinds, { db, log, tools: { engine } }, { concurrency: 4 });
});
afterEach(async () => {
  await worker.stop();
  await tenant.remove();
});

async function give(quota: Partial<Quota>) {
  await updateQuota(opened.ctx, { id: tenant.id, quota: { ...ample, ...quota } }, { timeoutSeconds: 60 });
}
function create(name: string) {
  const input = { tenant: tenant.slug, name, imageId, ...size };
  return createInstance(opened.ctx, createInstanceInput.parse(input));
}
async function askAll(count: number, prefix = 'race') {
  const asked = Array.from({ length: count }, (_, n) => create(`${prefix}-${n}`));
  const results = await Promise.allSettled(asked);
  const jobIds = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.jobId] : []));
  const reasons = results.flatMap((result) =>
    result.status === 'rejected' ? [reasonOf(result.reason)] : [],
  );
  for (const jobId of jobIds) await waitForJob(opened.ctx.db, jobId, { timeoutSeconds: 100 });
  return { accepted: jobIds.length, reasons };
}
function reasonOf(error: unknown): string {
  return error instanceof AppError ? error.reason : String(error);
}
/** Names of the instances by our rows and by the engine: what runs, and nothing else. */
async function names() {
  const rows = await opened.ctx.db.instance.findMany({ where: { tenantId: tenant.id } });
  const onEngine = await listInstances(opened.ctx.engine, { project: tenant.project });
  return {
    rows: rows.map(({ name, state }) => `${name} ${state}`).sort(),
    engine: onEngine.map(({ name, status }) => `${name} ${status.toLowerCase()}`).sort(),
  };
}

describe('a hundred creations at once with room for seven', () => {
  test.each([
    ['instances', { lightVms: 7 }, 'quota-instances'],
    ['vCPUs', { vcpus: 7 }, 'quota-vcpus'],
    ['memory', { memoryBytes: 7 * 128 * mib }, 'quota-memory'],
    ['disk', { diskBytes: 7 * gib }, 'quota-disk'],
  ])('by %s: seven instances, ninety-three clear refusals', async (_, quota, reason) => {
    await give(quota);
    const { accepted, reasons } = await askAll(100);
    expect(accepted).toBe(7);
    expect(reasons).toEqual(Array.from({ length: 93 }, () => reason));
    const { rows, engine } = await names();
    expect(rows).toHaveLength(7);
    expect(engine).toEqual(rows);
    expect(engine.every((line) => line.endsWith(' running'))).toBe(true);
  });
});

test('ten resizes at once with room for three', async () => {
  await give({ vcpus: 10 });
  await askAll(7);
  const rows = await opened.ctx.db.instance.findMany({ where: { tenantId: tenant.id } });
  const asked = rows.map(({ id }) => resizeInstance(opened.ctx, { id, ...size, vcpus: 2 }));
  const results = await Promise.allSettled(asked);
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  expect(started).toHaveLength(3);
  for (const { jobId } of started) {
    expect(await waitForJob(opened.ctx.db, jobId, { timeoutSeconds: 60 })).toMatchObject({ state: 'done' });
  }
  const onEngine = await listInstances(opened.ctx.engine, { project: tenant.project });
  const cpus = onEngine.map(({ config }) => Number(config['limits.cpu'])).sort();
  expect(cpus).toEqual([1, 1, 1, 1, 2, 2, 2]);
  const after = await opened.ctx.db.instance.findMany({ where: { tenantId: tenant.id } });
  expect(after.map(({ vcpus }) => vcpus).sort()).toEqual(cpus);
});

test('two admins change the quota while creations come in', async () => {
  await give({ lightVms: 5 });
  const admin = async (lightVms: number) => {
    for (let n = 0; n < 6; n++) {
      await updateQuota(opened.ctx, { id: tenant.id, quota: { ...ample, lightVms } }).catch(
        (error: unknown) => {
          expect(['busy', 'quota-below-usage']).toContain(reasonOf(error));
        },
      );
    }
  };
  const [{ reasons }] = await Promise.all([askAll(40), admin(4), admin(8)]);
  expect(new Set(reasons)).toEqual(new Set(['quota-instances']));
  const { rows, engine } = await names();
  expect(engine).toEqual(rows);
  expect(rows.every((line) => line.endsWith(' running'))).toBe(true);
  const quota = toQuota(await opened.ctx.db.tenant.findUniqueOrThrow({ where: { id: tenant.id } }));
  expect(rows.length).toBeLessThanOrEqual(quota.lightVms);
  const project = await getProject(opened.ctx.engine, { name: tenant.project });
  expect(project.config).toMatchObject(projectLimits(quota));
});
