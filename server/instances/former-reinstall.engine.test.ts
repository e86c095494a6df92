import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { enqueueJob } from '#server/jobs/enqueue-job.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runJobs } from '#server/testing/run-jobs.ts';
import { tinyImageAlias } from '#server/testing/tiny-image.ts';
import { type ReinstallParams, reinstallInstanceJob } from './reinstall-instance.job.ts';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});

test('a reinstallation begun by the former version is ended by this one, by the steps it was begun with', async () => {
  const { db, log, engine } = opened.ctx;
  const { id, name } = await makeEngineInstance(opened.ctx, tenant);
  const guest = { project: tenant.project, name };
  await execInInstance(engine, { ...guest, command: ['touch', '/root/old'] });
  const former = reinstallInstanceJob.former?.find(({ version }) => version === 1);
  if (!former) throw new Error('version 1 of the reinstallation is gone: choose another job for this test');
  const image = await db.image.findUniqueOrThrow({ where: { alias: tinyImageAlias } });
  const params: ReinstallParams = {
    ...{ id, name, project: tenant.project, imageId: image.id, imageAlias: tinyImageAlias },
    ...{ wantsRunning: true, sshKeys: null, sshKeyIds: null },
  };
  const jobId = await db.$transaction((tx) =>
    enqueueJob(tx, former, {
      ...{ params, subject: name, subjectKey: `instance:${id}`, tenantId: tenant.id, instanceId: id },
      ...{ actorId: null, actorName: 'test' },
    }),
  );

  // The former panel: it is told to end in the middle of the first step, which it lets come to its end.
  const drain = new AbortController();
  const [first, ...rest] = former.steps;
  if (!first) throw new Error('no steps');
  const draining: typeof first = {
    ...first,
    async run(step) {
      drain.abort();
      return first.run(step);
    },
  };
  const formerKinds = new Map([[former.kind, { ...former, steps: [draining, ...rest] }]]);
  const tools = { db, log, tools: { engine } };
  await runJobs(tools, formerKinds, { jobId, signals: { drain: drain.signal } });
  const left = await db.job.findUniqueOrThrow({ where: { id: jobId }, include: { steps: true } });
  expect(left).toMatchObject({ state: 'running', version: 1, claimedBy: null });
  expect(left.steps.filter(({ state }) => state === 'done')).toHaveLength(1);

  await runJobs(tools, jobKinds, { jobId });
  const ended = await db.job.findUniqueOrThrow({
    where: { id: jobId },
    include: { steps: { orderBy: { position: 'asc' } } },
  });
  expect(ended).toMatchObject({ state: 'done', version: 1 });
  expect(ended.steps.map((step) => `${step.name} ${step.state}`)).toEqual([
    'stop done',
    'configure done',
    'rebuild done',
    'start done',
  ]);
  const { stdout } = await execInInstance(engine, { ...guest, command: ['ls', '/root'] });
  expect(stdout.toString()).not.toContain('old');
});
