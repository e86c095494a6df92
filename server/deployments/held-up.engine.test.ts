import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker, type Worker } from '#server/jobs/start-worker.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import { suspendTenant } from '#server/tenants/suspend-tenant.ts';
import { unsuspendTenant } from '#server/tenants/unsuspend-tenant.ts';
import { hasOciTools } from '#server/testing/build-oci-images.ts';
import { settleApp } from '#server/testing/settle-app.ts';
import { openWorld, type World } from '#server/testing/world.ts';
import { deploy } from './deploy.ts';
import { getDeployment } from './get-deployment.ts';
import { listDeploymentLines } from './list-deployment-lines.ts';

let world: World;
let id: string;
let image: string;
let worker: Worker;

/** One place: what keeps it holds up everybody. */
describe.skipIf(!hasOciTools)('what takes long', () => {
  beforeAll(async () => {
    world = await openWorld();
    ({ id, image } = await settleApp(world));
    const { db, log, engine } = world.ctx;
    worker = await startWorker(
      world.databaseUrl,
      jobKinds,
      { db, log, tools: { engine } },
      { concurrency: 1 },
    );
  }, 120_000);
  afterAll(async () => {
    await worker?.stop();
    await world?.close();
  });

  const untilPutBack = (jobId: string, step: string) =>
    vi.waitFor(
      async () => {
        const job = await world.ctx.db.job.findUniqueOrThrow({
          where: { id: jobId },
          include: { steps: true },
        });
        expect(job).toMatchObject({ state: 'running', claimedBy: null });
        expect(job.steps.find(({ name }) => name === step)).toMatchObject({ state: 'running', attempts: 0 });
      },
      { timeout: 60_000, interval: 50 },
    );

  test('a fetch that does not go on gives up its place with its log as it is, and fails when it has stalled', async () => {
    await silentRegistry();
    const { jobId, number } = await deploy(world.ctx, { id, settings: { image: '127.0.0.1:7777/web:1' } });
    await untilPutBack(jobId, 'fetch');
    const where = { jobId_position: { jobId, position: 0 } };
    const { output } = await world.ctx.db.jobStep.findUniqueOrThrow({ where });
    const said = await lines(number);
    expect(said.filter((line) => line.startsWith('Fetching'))).toHaveLength(2);
    const at = Date.now() - 11 * 60_000;
    await world.ctx.db.jobStep.update({ where, data: { output: { ...(output as object), at } } });
    expect(await waitForJob(world.ctx.db, jobId, { timeoutSeconds: 30 })).toMatchObject({
      ...{ state: 'failed', error: { reason: 'deployment-fetch-stalled' } },
    });
    expect((await lines(number)).slice(0, said.length)).toEqual(said);
  }, 120_000);

  test('a check gives up its place, and a suspension does not wait for it', async () => {
    const health = { test: { kind: 'tcp', port: 9 }, startSeconds: 3000 };
    const { jobId, number } = await deploy(world.ctx, { id, settings: { image, health } });
    await untilPutBack(jobId, 'check');
    const suspended = await suspendTenant(world.ctx, { id: world.tenant.id, reason: 'unpaid' });
    expect(await waitForJob(world.ctx.db, suspended.jobId, { timeoutSeconds: 60 })).toMatchObject({
      state: 'done',
    });
    expect(await waitForJob(world.ctx.db, jobId)).toMatchObject({ state: 'cancelled' });
    expect(await getDeployment(world.ctx, { id, number })).toMatchObject({ state: 'returned' });
    const instance = await world.ctx.db.instance.findUniqueOrThrow({ where: { id } });
    expect(instance).toMatchObject({ state: 'stopped', wantsRunning: true });
    const lifted = await unsuspendTenant(world.ctx, { id: world.tenant.id });
    expect(await waitForJob(world.ctx.db, lifted.jobId, { timeoutSeconds: 60 })).toMatchObject({
      state: 'done',
    });
  }, 180_000);
});

/** It takes connections and says nothing. */
async function silentRegistry(): Promise<void> {
  const program = `import socket, time
server = socket.create_server(("127.0.0.1", 7777))
kept = []
while True: kept.append(server.accept())`;
  const { engine } = world.ctx;
  const shell = { project: world.tenant.project, name: 'shop' };
  const command = ['/bin/sh', '-c', `setsid python3 -c '${program}' >/dev/null 2>&1 </dev/null &`];
  await execInInstance(engine, { ...shell, command });
}

async function lines(number: number): Promise<string[]> {
  const read = await listDeploymentLines(world.ctx, { id, number, after: -1 });
  return read.lines.map(({ text }) => text);
}
