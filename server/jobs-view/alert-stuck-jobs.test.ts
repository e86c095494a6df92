import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeJob } from '#server/testing/make-job.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { type MailServer, startMailServer } from '#server/testing/start-mail-server.ts';

let panel: TestCtx;
let ctx: Ctx;
let server: MailServer;

beforeAll(async () => {
  panel = await openTestCtx();
  ctx = panel.ctx;
  await makeUser(ctx.db, { email: 'olga@example.com', isOperator: true, password: null });
  const igor = await makeUser(ctx.db, { email: 'igor@example.com', isOperator: true, password: null });
  await ctx.db.user.update({ where: { id: igor.id }, data: { locale: 'ru' } });
  await makeUser(ctx.db, { email: 'mia@example.com', password: null });
});
afterAll(() => panel.close());
beforeEach(async () => {
  await ctx.db.job.deleteMany();
  server = await startMailServer();
});
afterEach(() => {
  server.close();
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** One pass of the loop of a panel with this mail server. */
async function pass(url: string | undefined): Promise<void> {
  vi.resetModules();
  vi.stubEnv('SMTP_URL', url);
  vi.stubEnv('BERTH_URL', 'https://panel.example');
  await (await import('./alert-stuck-jobs.loop.ts')).alertStuckJobs(ctx);
}
async function stuckJob() {
  const tenant = await makeTenant(ctx.db, { name: 'Holm Yachts' });
  return makeJob(ctx.db, {
    ...{ kind: 'create-tenant', state: 'stuck', tenantId: tenant.id, subject: 'holm' },
    ...{ error: 'full', errorReason: 'engine-refused', errorDetails: { detail: 'full' } },
    params: {
      tenantId: tenant.id,
      project: 'test-none',
      bridge: 'bt-none',
      subnet: '10.0.0.0/24',
      limits: {},
    },
    finishedAt: new Date('2026-03-04T05:06:07Z'),
    steps: { create: [{ position: 0, name: 'acl', state: 'undo-failed', error: 'in use' }] },
  });
}
const to = (email: string) => server.mails.find((mail) => mail.includes(`To: ${email}`)) ?? '';

test('every admin reads what is stuck, since when, why, what is left and where to go, in their language', async () => {
  const job = await stuckJob();
  await pass(server.url);
  expect(server.mails).toHaveLength(2);
  const english = to('olga@example.com');
  expect(english).toContain('Subject: A job is stuck: Create tenant holm');
  for (const words of [
    'since March 4, 2026 at 5:06 AM UTC',
    'holm (Holm Yachts)',
    'The engine refused: full',
    'Write the network rules: in use',
    'nothing of it was found on the engine',
    `https://panel.example/admin/jobs/${job.id}`,
  ]) {
    expect(english).toContain(words);
  }
  expect(to('igor@example.com')).toContain('Записать правила сети: in use');
});

test('once each time that it becomes stuck, by however many workers', async () => {
  const { id } = await stuckJob();
  await pass(server.url);
  await Promise.all([pass(server.url), pass(server.url)]);
  expect(server.mails).toHaveLength(2);
  expect(await ctx.db.auditEntry.findMany({ where: { targetId: id } })).toMatchObject([
    { action: 'job.alert', actorKind: 'system', tenantId: null, details: { mails: 2 } },
  ]);
  await ctx.db.job.update({ where: { id }, data: { finishedAt: new Date('2026-03-05T00:00:00Z') } });
  await pass(server.url);
  expect(server.mails).toHaveLength(4);
});

test('a mail that could not be sent is tried again; without a mail server nothing is written', async () => {
  const { id } = await stuckJob();
  await pass(undefined);
  await pass('smtp://127.0.0.1:1');
  expect(await ctx.db.auditEntry.count({ where: { targetId: id } })).toBe(0);
  await pass(server.url);
  expect(server.mails).toHaveLength(2);
});
