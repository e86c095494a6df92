import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { setInstanceState } from '#server/incus/instance-state.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker, type Worker } from '#server/jobs/start-worker.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import { readStatus } from '#server/shells/read-status.ts';
import { suspendTenant } from '#server/tenants/suspend-tenant.ts';
import { unsuspendTenant } from '#server/tenants/unsuspend-tenant.ts';
import { hasOciTools } from '#server/testing/build-oci-images.ts';
import { settleApp } from '#server/testing/settle-app.ts';
import { openWorld, type World } from '#server/testing/world.ts';
import { deploy } from './deploy.ts';
import { getDeployment } from './get-deployment.ts';
import { listDeploymentLines } from './list-deployment-lines.ts';
import { lookAtWorkloads } from './workloads.loop.ts';

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
    const said = await lines(number);
    expect(said.filter((line) => line.startsWith('Fetching'))).toHaveLength(2);
    await vi.waitFor(
      async () => {
        await ageFetch(jobId);
        expect(await waitForJob(world.ctx.db, jobId, { timeoutSeconds: 8 })).toMatchObject({
          ...{ state: 'failed', error: { reason: 'deployment-fetch-stalled' } },
        });
      },
      { timeout: 60_000 },
    );
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

  test('a shell that stops meanwhile ends it, and does not go on with the refused version when it starts', async () => {
    const { ctx, tenant } = world;
    const shell = { project: tenant.project, name: 'shop' };
    const power = async (action: 'start' | 'stop') =>
      finishOperation(ctx.engine, await setInstanceState(ctx.engine, { ...shell, action, force: true }));
    const former = await readStatus(ctx.engine, shell);
    const health = { test: { kind: 'tcp', port: 9 }, startSeconds: 3000 };
    const { jobId, number } = await deploy(ctx, { id, settings: { image, health } });
    const check = { jobId, name: 'check', state: 'running' };
    await vi.waitFor(async () => expect(await ctx.db.jobStep.count({ where: check })).toBe(1), 30_000);
    await power('stop');
    expect(await waitForJob(ctx.db, jobId, { timeoutSeconds: 60 })).toMatchObject({ state: 'failed' });
    expect(await getDeployment(ctx, { id, number })).toMatchObject({ state: 'returned' });
    // As the engine does it after its machine was down.
    await power('start');
    expect(await readStatus(ctx.engine, shell)).toMatchObject({ number });
    await lookAtWorkloads(ctx, new AbortController().signal);
    const started = await ctx.db.job.findFirstOrThrow({ where: { instanceId: id, kind: 'start-instance' } });
    expect(await waitForJob(ctx.db, started.id, { timeoutSeconds: 60 })).toMatchObject({ state: 'done' });
    expect(await readStatus(ctx.engine, shell)).toMatchObject({ number: former.number, state: 'running' });
    expect(await lines(number)).toContain(`The shell was started: returned to version ${former.number}`);
    await lookAtWorkloads(ctx, new AbortController().signal);
    expect(await ctx.db.job.count({ where: { instanceId: id, kind: 'start-instance' } })).toBe(1);
  }, 180_000);

  test('what was refused is off its disk before the next version comes', async () => {
    const { jobId, number: next } = await deploy(world.ctx, { id, settings: { image } });
    expect(await waitForJob(world.ctx.db, jobId, { timeoutSeconds: 60 })).toMatchObject({ state: 'done' });
    expect(await kept()).toEqual([1, next]);
    const bad = await deploy(world.ctx, { id, settings: { image, command: ['/no-such-program'] } });
    expect(await waitForJob(world.ctx.db, bad.jobId, { timeoutSeconds: 60 })).toMatchObject({
      state: 'failed',
    });
    const worse = await deploy(world.ctx, { id, settings: { image, command: ['/no-such-program'] } });
    expect(await waitForJob(world.ctx.db, worse.jobId, { timeoutSeconds: 60 })).toMatchObject({
      state: 'failed',
    });
    expect(await kept()).toEqual([next, worse.number]);
  }, 120_000);
});

/** Nothing has come for long. A look that is under way writes down what it sees itself. */
async function ageFetch(jobId: string): Promise<void> {
  const at = Date.now() - 11 * 60_000;
  await world.ctx.db.$executeRaw`
    UPDATE "JobStep" SET "output" = jsonb_set("output", '{at}', to_jsonb(${at}::float8))
    WHERE "jobId" = ${jobId}::uuid AND "position" = 0 AND "state" = 'running'`;
}

/** The numbers of the versions whose images are in the shell. */
async function kept(): Promise<number[]> {
  const shell = { project: world.tenant.project, name: 'shop' };
  const command = ['ls', '/var/lib/berth/images'];
  const { stdout } = await execInInstance(world.ctx.engine, { ...shell, command });
  const files = stdout.toString().trim().split('\n');
  return files.map((name) => Number.parseInt(name, 10)).sort((one, other) => one - other);
}

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
