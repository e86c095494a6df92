import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { makeVault } from '#server/testing/make-vault.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { type MailServer, startMailServer } from '#server/testing/start-mail-server.ts';

let panel: TestCtx;
let ctx: Ctx;
let vault: { id: string };
let server: MailServer;

beforeAll(async () => {
  panel = await openTestCtx();
  ctx = panel.ctx;
  const holm = await makeTenant(ctx.db, { slug: 'holm' });
  const other = await makeTenant(ctx.db);
  vault = await makeVault(ctx.db, {
    tenantId: holm.id,
    name: 'books',
    passphrase: 'four harbour words here',
  });
  await join(holm.id, 'owner', 'olga@example.com');
  await join(holm.id, 'admin', 'igor@example.com', 'ru');
  await join(holm.id, 'developer', 'dana@example.com');
  await join(holm.id, 'reader', 'rick@example.com');
  await join(other.id, 'owner', 'otto@example.com');
  await makeUser(ctx.db, { email: 'ada@example.com', isOperator: true, password: null });
});
afterAll(() => panel?.close());
beforeEach(async () => {
  server = await startMailServer();
});
afterEach(() => {
  server.close();
  vi.unstubAllEnvs();
  vi.resetModules();
});

async function join(tenantId: string, role: string, email: string, locale = 'en'): Promise<void> {
  const { id: userId } = await makeUser(ctx.db, { email, password: null });
  await ctx.db.user.update({ where: { id: userId }, data: { locale } });
  await ctx.db.member.create({ data: { tenantId, userId, role } });
}
/** What a panel with this mail server tells. */
async function tell(url: string | undefined, count: number): Promise<void> {
  vi.resetModules();
  vi.stubEnv('SMTP_URL', url);
  vi.stubEnv('BERTH_URL', 'https://panel.example');
  await (await import('./mail-that-they-wait.ts')).mailThatTheyWait(ctx, vault.id, count);
}
const to = (email: string) => server.mails.find((mail) => mail.includes(`To: ${email}`)) ?? '';

test('who may open the vault reads that instances wait, how many and where, in their language; nobody else does', async () => {
  await tell(server.url, 2);
  expect(server.mails).toHaveLength(2);
  const link = `https://panel.example/t/holm/vaults/${vault.id}`;
  const english = to('olga@example.com');
  expect(english).toContain('Subject: The vault books waits for your passphrase');
  expect(english).toContain('2 instances that ran in it wait for you');
  expect(english).toContain(link);
  const russian = to('igor@example.com');
  expect(russian).toContain('вас ждут 2 инстанса, которые в нём работали');
  expect(russian).toContain(link);
  expect(english + russian).not.toContain('harbour');
});

test.each([
  [1, 'one instance that ran in it waits for you', 'вас ждёт 1 инстанс, который в нём работал'],
  [5, '5 instances that ran in it wait for you', 'вас ждут 5 инстансов, которые в нём работали'],
  [21, '21 instances that ran in it wait for you', 'вас ждёт 21 инстанс, который в нём работал'],
])('%i of them', async (count, english, russian) => {
  await tell(server.url, count);
  expect(to('olga@example.com')).toContain(english);
  expect(to('igor@example.com')).toContain(russian);
});

test('without a mail server, or with one that does not answer, it is passed over', async () => {
  await tell(undefined, 1);
  await tell('smtp://127.0.0.1:1', 1);
  expect(server.mails).toEqual([]);
});
