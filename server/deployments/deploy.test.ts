import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { AppError } from '#server/errors.ts';
import { sumAllocations } from '#server/quotas/sum-allocations.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { deployJob } from './deploy.job.ts';
import { deploy } from './deploy.ts';
import { followCreation } from './follow-creation.ts';
import { getDeployment } from './get-deployment.ts';
import { listDeploymentLines } from './list-deployment-lines.ts';
import { listDeployments } from './list-deployments.ts';
import { returnTo } from './return-to.ts';
import { sayer } from './say-lines.ts';
import { unsealSecrets } from './secrets-of.ts';

const mib = 1024 ** 2;
const digest = `sha256:${'a'.repeat(64)}`;
let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());
beforeEach(async () => {
  tenant = await makeTenant(opened.ctx.db, { quotaApps: 1, quotaSandboxes: 1 });
  await makeNetwork(opened.ctx.db, tenant.id);
  ctx = { ...opened.ctx, actor: makeMember(tenant) };
});

async function makeApp(version: Record<string, unknown> = {}) {
  const { id } = await makeInstance(ctx.db, { tenantId: tenant.id, kind: 'app', state: 'running' });
  await ctx.db.deployment.create({
    data: {
      ...{ instanceId: id, number: 1, kind: 'app', state: 'current', actorName: 'test', digest },
      settings: { image: 'registry.example.org:5000/web:1' },
      ...version,
    },
  });
  return id;
}

/** As the worker ends a job. */
async function end(id: string, { isDone }: { isDone: boolean }) {
  const job = await ctx.db.job.findFirstOrThrow({ where: { instanceId: id, state: 'queued' } });
  const params = deployJob.params.parse(job.params);
  await ctx.db.$transaction(async (tx) => {
    if (isDone) await deployJob.onDone?.(tx, params, { fetch: { digest, facts: {} } });
    else {
      const why = new AppError('refused', 'deployment-ended', { number: params.number, exitCode: 3 });
      await deployJob.onFailed?.(tx, params, why);
    }
    await tx.job.update({ where: { id: job.id }, data: { state: isDone ? 'done' : 'failed' } });
  });
}

test('who asked for it: to a customer whoever of the provider it was is the provider', async () => {
  const user = await makeUser(ctx.db, { isOperator: true, password: null });
  const operator: Ctx = { ...ctx, actor: { ...makeOperator(), userId: user.id } };
  const id = await makeApp();
  await deploy(operator, { id, settings: { image: 'nginx:2' } });
  await end(id, { isDone: true });
  await deploy(ctx, { id, settings: { image: 'nginx:3' } });
  const names = async (as: Ctx) =>
    (await listDeployments(as, { id })).items.slice(0, 2).map(({ actorName }) => actorName);
  expect(await names(ctx)).toEqual(['ada@example.com', null]);
  expect(await getDeployment(ctx, { id, number: 2 })).toMatchObject({ actorName: null });
  expect(await names(operator)).toEqual(['ada@example.com', 'operator@example.com']);
});

describe('a new version', () => {
  test('is the next number, and the current one is what comes back', async () => {
    const id = await makeApp();
    const started = await deploy(ctx, { id, settings: { image: 'nginx:2' } });
    expect(started.number).toBe(2);
    const job = await ctx.db.job.findUniqueOrThrow({ where: { id: started.jobId } });
    expect(job).toMatchObject({ kind: 'deploy', subjectKey: `instance:${id}` });
    expect(job.params).toMatchObject({ number: 2, kind: 'app', former: { number: 1, kind: 'app' } });
    await end(id, { isDone: true });
    const { items } = await listDeployments(ctx, { id });
    expect(items.map(({ number, state }) => [number, state])).toEqual([
      [2, 'current'],
      [1, 'former'],
    ]);
  });

  test('that fails is told as returned where there was one before, as failed where there was none', async () => {
    const id = await makeApp();
    await deploy(ctx, { id, settings: { image: 'nginx:2' } });
    await end(id, { isDone: false });
    expect(await getDeployment(ctx, { id, number: 2 })).toMatchObject({ state: 'returned' });
    expect(await getDeployment(ctx, { id, number: 1 })).toMatchObject({ state: 'current', reason: null });
  });

  test('that failed says why in words and as a key; one of before keys were kept has its words', async () => {
    const id = await makeApp({ state: 'failed', stateReason: 'it did not come up' });
    expect(await getDeployment(ctx, { id, number: 1 })).toMatchObject({
      ...{ stateReason: 'it did not come up', reason: null, reasonParams: {} },
    });
    await ctx.db.deployment.updateMany({ where: { instanceId: id }, data: { state: 'current' } });
    await deploy(ctx, { id, settings: { image: 'nginx:2' } });
    await end(id, { isDone: false });
    expect(await getDeployment(ctx, { id, number: 2 })).toMatchObject({
      stateReason: 'Version 2 did not come up: it ended with code 3',
      ...{ reason: 'deployment-ended', reasonParams: { number: 2, exitCode: 3 } },
    });
  });

  test('of another kind has a place of both until it is up, and is what it was when it fails', async () => {
    const id = await makeApp();
    const usage = async () => (await sumAllocations(ctx.db, [tenant.id])).get(tenant.id);
    await deploy(ctx, { id, settings: { image: 'nginx:2' }, kind: 'sandbox' });
    expect(await ctx.db.instance.findUnique({ where: { id } })).toMatchObject({ kind: 'app' });
    expect(await usage()).toMatchObject({ instances: 1, apps: 1, sandboxes: 1, vcpus: 1 });
    // The same after the switch, until it is well: it may come back.
    await ctx.db.instance.update({ where: { id }, data: { kind: 'sandbox' } });
    expect(await usage()).toMatchObject({ instances: 1, apps: 1, sandboxes: 1, vcpus: 1 });
    const other = await makeInstance(ctx.db, { tenantId: tenant.id, kind: 'sandbox', state: 'running' });
    await end(id, { isDone: false });
    expect(await ctx.db.instance.findUnique({ where: { id } })).toMatchObject({ kind: 'app' });
    expect(await usage()).toMatchObject({ instances: 2, apps: 1, sandboxes: 1 });
    const again = deploy(ctx, { id, settings: { image: 'nginx:2' }, kind: 'sandbox' });
    await expect(again).rejects.toMatchObject({ reason: 'quota-instances' });
    await ctx.db.instance.delete({ where: { id: other.id } });
  });

  test('of another kind has to be large enough for it, and its account to have a plan of the kind', async () => {
    const id = await makeApp();
    const toSandbox = () => deploy(ctx, { id, settings: { image: 'nginx:2' }, kind: 'sandbox' });
    await ctx.db.instance.update({ where: { id }, data: { memoryBytes: 128 * mib } });
    await expect(toSandbox()).rejects.toMatchObject({ reason: 'deploy-below-least', field: 'kind' });
    await ctx.db.instance.update({ where: { id }, data: { memoryBytes: 256 * mib } });
    const planSet = await ctx.db.planSet.create({ data: { name: randomUUID(), allowsOwnSize: false } });
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { planSetId: planSet.id } });
    await expect(toSandbox()).rejects.toMatchObject({ reason: 'deploy-kind-without-plan', field: 'kind' });
    expect(await ctx.db.instance.findUnique({ where: { id } })).toMatchObject({ kind: 'app' });
    expect(await ctx.db.deployment.count({ where: { instanceId: id } })).toBe(1);
    await ctx.db.planSet.update({ where: { id: planSet.id }, data: { allowsOwnSize: true } });
    expect(await toSandbox()).toMatchObject({ number: 2 });
  });

  test.each(['light-vm', 'vm', 'unikernel'] as const)('cannot be a %s', async (kind) => {
    const id = await makeApp();
    await expect(deploy(ctx, { id, settings: { image: 'nginx:2' }, kind })).rejects.toMatchObject({
      reason: 'deploy-other-kind',
    });
    expect(await ctx.db.deployment.count({ where: { instanceId: id } })).toBe(1);
  });

  test('with bad settings names the field and changes nothing', async () => {
    const id = await makeApp();
    await expect(deploy(ctx, { id, settings: { image: '--privileged' } })).rejects.toMatchObject({
      fields: { 'settings.image': expect.any(String) },
    });
    expect(await ctx.db.deployment.count({ where: { instanceId: id } })).toBe(1);
    expect(await ctx.db.job.count({ where: { instanceId: id } })).toBe(0);
  });

  test('has its secrets in no row that can be read', async () => {
    const id = await makeApp();
    const environment = [{ name: 'TOKEN', value: 'hush-hush', isSecret: true }];
    await deploy(ctx, { id, settings: { image: 'nginx:2', environment } });
    const rows = JSON.stringify([
      await ctx.db.deployment.findMany({ where: { instanceId: id }, omit: { secrets: true } }),
      await ctx.db.job.findMany({ where: { instanceId: id } }),
      await ctx.db.auditEntry.findMany({ where: { tenantId: tenant.id } }),
      await getDeployment(ctx, { id, number: 2 }),
    ]);
    expect(rows).not.toContain('hush-hush');
  });
});

test('returning pins the digest of then, and only to what was up', async () => {
  const id = await makeApp();
  await expect(returnTo(ctx, { id, number: 1 })).rejects.toMatchObject({ reason: 'return-needs-former' });
  await deploy(ctx, { id, settings: { image: 'nginx:2' } });
  await end(id, { isDone: true });
  const { number } = await returnTo(ctx, { id, number: 1 });
  const { settings } = await getDeployment(ctx, { id, number });
  expect(settings.image).toBe(`registry.example.org:5000/web@${digest}`);
});

test('returning keeps a secret that the version of now has no more, and takes what it has', async () => {
  const id = await makeApp();
  const secret = (name: string, value: string | null) => ({ name, value, isSecret: true });
  const version = async (environment: object[]) => {
    const { number } = await deploy(ctx, { id, settings: { image: 'nginx:2', environment } });
    await end(id, { isDone: true });
    return number;
  };
  const number = await version([secret('GONE', 'of-then'), secret('KEPT', 'of-then')]);
  await version([secret('KEPT', 'of-now')]);
  const returned = await returnTo(ctx, { id, number });
  const where = { instanceId_number: { instanceId: id, number: returned.number } };
  const row = await ctx.db.deployment.findUniqueOrThrow({ where });
  expect(unsealSecrets(row.id, row.secrets)).toEqual({ GONE: 'of-then', KEPT: 'of-now' });
});

test('one that was lost is made again of the image that it was, whatever its tag means now', async () => {
  const id = await makeApp();
  const job = await makeJob(ctx.db, { tenantId: tenant.id, instanceId: id, state: 'done' });
  await ctx.db.$transaction((tx) => followCreation(tx, id, job.id));
  expect(await getDeployment(ctx, { id, number: 2 })).toMatchObject({
    settings: { image: `registry.example.org:5000/web@${digest}` },
  });
});

test("somebody else's is not there, and a light VM takes none", async () => {
  const id = await makeApp();
  const stranger = { ...opened.ctx, actor: makeMember(await makeTenant(ctx.db)) };
  const settings = { image: 'nginx' };
  for (const call of [
    () => deploy(stranger, { id, settings }),
    () => listDeployments(stranger, { id }),
    () => getDeployment(stranger, { id, number: 1 }),
    () => listDeploymentLines(stranger, { id, number: 1, after: -1 }),
    () => returnTo(stranger, { id, number: 1 }),
    () => getDeployment(ctx, { id, number: 7 }),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 'not-found' });
  }
  const { id: vm } = await makeInstance(ctx.db, { tenantId: tenant.id, state: 'running' });
  await expect(deploy(ctx, { id: vm, settings })).rejects.toMatchObject({ reason: 'deploy-needs-shell' });
});

test('lines are kept in order, without what would move a cursor, and end somewhere', async () => {
  const id = await makeApp({ finishedAt: new Date() });
  const { id: deploymentId } = await ctx.db.deployment.findFirstOrThrow({ where: { instanceId: id } });
  const say = sayer({ db: ctx.db, params: { deploymentId } as never });
  await say(['one', 'two\u001b[2J']);
  await say(['three']);
  const { lines, isOver } = await listDeploymentLines(ctx, { id, number: 1, after: 0 });
  expect(lines.map(({ seq, text }) => [seq, text])).toEqual([
    [1, 'two [2J'],
    [2, 'three'],
  ]);
  expect(isOver).toBe(true);
  await say(Array.from({ length: 6000 }, (_, index) => `${index}`));
  expect(await ctx.db.deploymentLine.count({ where: { deploymentId } })).toBeLessThanOrEqual(5000);
  // One whose instance has gone meanwhile is told nothing.
  await sayer({ db: ctx.db, params: { deploymentId: randomUUID() } as never })(['lost']);
});
