import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { type MailServer, startMailServer } from '#server/testing/start-mail-server.ts';
import { keepReceipts } from './receipts/keep-receipts.ts';
import { saveReceipt } from './receipts/save-receipt.ts';

let panel: TestCtx;
let ctx: Ctx;
let server: MailServer;

beforeAll(async () => {
  panel = await openTestCtx();
  ctx = panel.ctx;
  await makeUser(ctx.db, { email: 'ada@example.com', isOperator: true, password: null });
});
afterAll(() => panel?.close());
beforeEach(async () => {
  server = await startMailServer();
  await ctx.db.shredReceipt.deleteMany();
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
  await (await import('./mail-receipts.loop.ts')).mailReceipts(ctx);
}

type Team = { id: string; slug: string; name: string; olga: string; igor: string };

/** A tenant with two owners, of whom one reads Russian, and with others. */
async function makeTeam(): Promise<Team> {
  const tenant = await makeTenant(ctx.db, { name: 'Holm Yachts' });
  const of = (name: string) => `${name}-${tenant.slug}@example.com`;
  await join(tenant.id, 'owner', of('olga'));
  await join(tenant.id, 'owner', of('igor'), 'ru');
  await join(tenant.id, 'admin', of('anna'));
  return { ...tenant, olga: of('olga'), igor: of('igor') };
}

async function join(tenantId: string, role: string, email: string, locale = 'en'): Promise<void> {
  const { id: userId } = await makeUser(ctx.db, { email, password: null });
  await ctx.db.user.update({ where: { id: userId }, data: { locale } });
  await ctx.db.member.create({ data: { tenantId, userId, role } });
}

/** As at the end of its vault `books`. */
async function destroyed({ id, slug, name }: Team, at = ctx.now()): Promise<void> {
  await saveReceipt(ctx.db, {
    vault: {
      ...{ id: randomUUID(), name: 'books', provider: 'luks', sizeBytes: 1024, isDedicated: false },
      createdAt: at.toISOString(),
    },
    tenant: { id, slug, name },
    node: 'node-1',
    key: { fingerprint: 'a'.repeat(64), mode: 'provider' },
    shred: {
      at: at.toISOString(),
      by: { kind: 'user', name: 'owner@example.com' },
      methods: ['wrapped-key-deleted'],
      verification: { oldKeyOpens: null, at: at.toISOString(), words: 'absent' },
    },
  });
}

async function end({ id }: Team): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    await keepReceipts(tx, id);
    await tx.tenant.delete({ where: { id } });
  });
}
const to = (email: string) => server.mails.find((mail) => mail.includes(`To: ${email}`)) ?? '';

test('owners read in their language what was destroyed, when, and where its receipt is; nobody else does', async () => {
  const team = await makeTeam();
  const at = new Date(ctx.now().getTime() - 3_600_000);
  await destroyed(team, at);
  await pass(server.url);
  expect(server.mails).toHaveLength(2);
  const link = `https://panel.example/t/${team.slug}/vaults/receipts`;
  const when = (locale: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(at);
  const english = to(team.olga);
  expect(english).toContain('Subject: The vault books was destroyed');
  expect(english).toContain(`books of the account Holm Yachts was destroyed on ${when('en')} UTC`);
  expect(english).toContain('Read it and download it here:');
  expect(english).toContain(link);
  const russian = to(team.igor);
  expect(russian).toContain(`Сейф books аккаунта Holm Yachts уничтожен ${when('ru')} UTC`);
  expect(russian).toContain('Прочитать и скачать её можно здесь:');
  expect(russian).toContain(link);
});

test('who owned a tenant that has ended, or is at its end, finds it in the own profile', async () => {
  const [gone, ending, planned] = [await makeTeam(), await makeTeam(), await makeTeam()];
  for (const team of [gone, ending, planned]) await destroyed(team);
  await end(gone);
  const [past, future] = [-1000, 86_400_000].map((ms) => new Date(ctx.now().getTime() + ms));
  await ctx.db.tenant.update({ where: { id: ending.id }, data: { endAfter: past } });
  await ctx.db.tenant.update({ where: { id: planned.id }, data: { endAfter: future } });
  await pass(server.url);
  expect(server.mails).toHaveLength(6);
  for (const { olga, igor } of [gone, ending]) {
    expect(to(olga)).toContain('the receipt is in your profile');
    expect(to(igor)).toContain('в вашем профиле');
    expect(to(olga)).toContain('https://panel.example/account/receipts');
    expect(to(igor)).toContain('https://panel.example/account/receipts');
  }
  expect(to(planned.olga)).toContain(`https://panel.example/t/${planned.slug}/vaults/receipts`);
});

test('once each, by however many workers, also when its tenant ends later; an owner of after is not told', async () => {
  const team = await makeTeam();
  await destroyed(team);
  await Promise.all([pass(server.url), pass(server.url), pass(server.url)]);
  expect(server.mails).toHaveLength(2);
  await join(team.id, 'owner', `late-${team.slug}@example.com`);
  await end(team);
  await pass(server.url);
  expect(server.mails).toHaveLength(2);
});

test('a mail that no server took is tried again for days, and no longer', async () => {
  const team = await makeTeam();
  const daysAgo = (days: number) => new Date(ctx.now().getTime() - days * 86_400_000);
  await destroyed(team, daysAgo(2));
  await destroyed(team, daysAgo(4));
  await pass(undefined);
  await pass('smtp://127.0.0.1:1');
  await pass(server.url);
  expect(server.mails).toHaveLength(2);
});
