import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import type { Role } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import type { Db } from '#server/db.ts';
import { listen } from '#server/events/listen.ts';
import { jobChannel } from '#server/jobs/job-channel.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { cancelJob } from './cancel-job.ts';
import { getJob } from './get-job.ts';

let panel: TestCtx;
let db: Db;

beforeAll(async () => {
  panel = await openTestCtx();
  db = panel.ctx.db;
});
afterAll(() => panel.close());

const as = (actor: Actor): Ctx => ({ ...panel.ctx, actor });

async function jobOf(state: string, over: Parameters<typeof makeJob>[1] = {}) {
  const tenant = await makeTenant(db);
  const instance = await makeInstance(db, { tenantId: tenant.id });
  const steps = { create: [{ position: 0, name: 'create', state: 'waiting' }] };
  const subject = { tenantId: tenant.id, instanceId: instance.id, subjectKey: `instance:${instance.id}` };
  const times = { startedAt: null, finishedAt: null };
  const job = await makeJob(db, { kind: 'create-instance', state, ...subject, ...times, steps, ...over });
  return { id: job.id, as: (role: Role) => as(makeMember(tenant, role)), tenant };
}
const row = (id: string) => db.job.findUniqueOrThrow({ where: { id } });

describe('who may cancel', () => {
  test('those who may manage instances, and operators; a reader reads why not', async () => {
    for (const role of ['owner', 'admin', 'developer'] as const) {
      const job = await jobOf('queued');
      expect(await getJob(job.as(role), job.id)).toMatchObject({ canCancel: true, cancelReason: null });
      const view = await cancelJob(job.as(role), job);
      expect(view).toMatchObject({ state: 'queued', canCancel: false, cancelReason: 'cancel-asked' });
      expect(view.cancelRequestedAt).not.toBeNull();
    }
    const job = await jobOf('queued');
    const reader = job.as('reader');
    expect((await getJob(reader, job.id)).cancelReason).toBe('cancel-forbidden');
    await expect(cancelJob(reader, job)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(cancelJob(as({ kind: 'visitor' }), job)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect((await row(job.id)).cancelRequestedAt).toBeNull();
    await cancelJob(as(makeOperator()), job);
    expect((await row(job.id)).cancelRequestedAt).not.toBeNull();
  });

  test("of another tenant's job nobody learns anything", async () => {
    const job = await jobOf('queued');
    const stranger = (await jobOf('queued')).as('owner');
    await expect(cancelJob(stranger, job)).rejects.toMatchObject({ code: 'not-found' });
    expect((await row(job.id)).cancelRequestedAt).toBeNull();
  });

  test('a token that may only read may not, and the jobs of the account itself are the provider’s', async () => {
    const { id, tenant } = await jobOf('queued');
    const { memberships } = makeMember(tenant);
    const token = { tokenId: id, tokenName: 'ci', userId: id, isOperator: false, memberships };
    const reading = as({ kind: 'token', access: 'read', ...token });
    await expect(cancelJob(reading, { id })).rejects.toMatchObject({ reason: 'token-read-only' });
    const ofTenant = await jobOf('queued', {
      kind: 'update-quota',
      instanceId: null,
      subjectKey: 'tenant:x',
    });
    await expect(cancelJob(ofTenant.as('owner'), ofTenant)).rejects.toMatchObject({
      reason: 'operator-only',
    });
  });
});

describe('what can be cancelled', () => {
  test.each([
    ['undoing', 'cancel-undoing'],
    ['stuck', 'cancel-stuck'],
    ['done', 'cancel-over'],
    ['failed', 'cancel-over'],
    ['cancelled', 'cancel-over'],
  ])('not a job that is %s', async (state, reason) => {
    const job = await jobOf(state);
    await expect(cancelJob(job.as('owner'), job)).rejects.toMatchObject({ code: 'wrong-state', reason });
    expect((await row(job.id)).cancelRequestedAt).toBeNull();
    expect(await db.auditEntry.count({ where: { targetId: job.id } })).toBe(0);
  });

  test('not once a step has begun that cannot be taken back', async () => {
    const stepsTill = (rebuild: string) => ({
      kind: 'reinstall-instance',
      steps: {
        create: [
          { position: 0, name: 'configure', state: 'done' },
          { position: 1, name: 'rebuild', state: rebuild },
        ],
      },
    });
    const before = await jobOf('running', stepsTill('waiting'));
    await cancelJob(before.as('owner'), before);
    const after = await jobOf('running', stepsTill('running'));
    await expect(cancelJob(after.as('owner'), after)).rejects.toMatchObject({ reason: 'cancel-too-late' });
  });
});

test('the workers hear of it, a resting job is due at once, and it is written down', async () => {
  const heard: string[] = [];
  const listening = listen({
    ...{ databaseUrl: panel.url, channel: jobChannel, log: panel.ctx.log },
    onMessage: (payload) => heard.push(payload),
    onReconnect: () => undefined,
  });
  await delay(200);
  const job = await jobOf('running', { runAt: new Date(Date.now() + 60_000) });
  const owner = job.as('owner');
  expect((await getJob(owner, job.id)).nextTryAt).not.toBeNull();
  expect((await cancelJob(owner, job)).nextTryAt).toBeNull();
  await expect.poll(() => heard).toEqual(expect.arrayContaining(['', job.id]));
  await listening.close();
  expect(await db.auditEntry.findMany({ where: { targetId: job.id } })).toMatchObject([
    {
      action: 'job.cancel',
      tenantId: job.tenant.id,
      targetKind: 'job',
      details: { kind: 'create-instance' },
    },
  ]);
});
