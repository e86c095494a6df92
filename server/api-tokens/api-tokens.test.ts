import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { authorize, authorizeOperator } from '#server/auth/authorize.ts';
import type { Role } from '#server/auth/permissions.ts';
import { readApiToken } from '#server/auth/read-api-token.ts';
import type { Ctx } from '#server/context.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createApiToken } from './create-api-token.ts';
import { listApiTokens } from './list-api-tokens.ts';
import { revokeApiToken } from './revoke-api-token.ts';
import type { CreateApiTokenInput } from './schema.ts';

let test: TestCtx;
let ctx: Ctx;
let tenantId: string;

beforeAll(async () => {
  test = await openTestCtx();
  ctx = test.ctx;
});
afterAll(() => test.close());
beforeEach(async () => {
  tenantId = (await makeTenant(ctx.db)).id;
});

async function member(role: Role): Promise<Ctx> {
  const { id: userId } = await makeUser(ctx.db);
  await ctx.db.member.create({ data: { tenantId, userId, role } });
  return asUser(ctx, userId);
}

const wish = (over: Partial<CreateApiTokenInput> = {}): CreateApiTokenInput => ({
  tenantId,
  name: 'billing',
  access: 'write',
  lifetime: '90',
  ...over,
});
const list = (as: Ctx, of: string | null = tenantId) =>
  listApiTokens(as, { tenantId: of, page: 1, pageSize: 50 });

async function withToken(token: string, now = ctx.now()): Promise<Ctx> {
  return { ...ctx, actor: await readApiToken(ctx.db, token, now) };
}

describe('createApiToken', () => {
  it('answers the token once and keeps its hash and start', async () => {
    const owner = await member('owner');
    const { id, token, prefix } = await createApiToken(owner, wish());
    expect(token).toMatch(/^berth_[\w-]{43}$/);
    expect(token.startsWith(prefix)).toBe(true);
    const row = await ctx.db.apiToken.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.stringify(await list(owner))).not.toContain(token);
    expect(JSON.stringify(await ctx.db.auditEntry.findMany())).not.toContain(token);
    expect(await list(owner)).toMatchObject({
      total: 1,
      items: [{ name: 'billing', prefix, lastUsedAt: null }],
    });
  });

  it('works in its tenant alone, with the role that its person has at the moment', async () => {
    const developer = await member('developer');
    const { token } = await createApiToken(developer, wish());
    const other = await makeTenant(ctx.db, {
      members: { create: { userId: userOf(developer), role: 'owner' } },
    });
    const as = await withToken(token);
    expect(() => authorize(as, tenantId, 'instance.manage')).not.toThrow();
    expect(() => authorize(as, tenantId, 'team.manage')).toThrow(
      expect.objectContaining({ code: 'forbidden' }),
    );
    expect(() => authorize(as, other.id, 'tenant.read')).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );

    await ctx.db.member.updateMany({ where: { tenantId }, data: { role: 'reader' } });
    const demoted = await withToken(token);
    expect(() => authorize(demoted, tenantId, 'instance.manage')).toThrow();
  });

  it('with read access changes nothing', async () => {
    const { token } = await createApiToken(await member('owner'), wish({ access: 'read' }));
    const as = await withToken(token);
    expect(() => authorize(as, tenantId, 'instance.read')).not.toThrow();
    const readOnly = expect.objectContaining({ reason: 'token-read-only' });
    expect(() => authorize(as, tenantId, 'instance.manage')).toThrow(readOnly);
    expect(() => authorize(as, tenantId, 'token.manage')).toThrow(readOnly);
  });

  it('is not for readers, tokens, or who is no member', async () => {
    expect(await refusalOf(createApiToken(await member('reader'), wish()))).toMatchObject({
      code: 'forbidden',
    });
    const { token } = await createApiToken(await member('owner'), wish());
    expect(await refusalOf(createApiToken(await withToken(token), wish()))).toMatchObject({
      code: 'not-found',
    });
    const operator = await asUser(ctx, (await makeUser(ctx.db, { isOperator: true })).id);
    expect(await refusalOf(createApiToken(operator, wish()))).toMatchObject({ reason: 'token-needs-member' });
  });

  it('is refused in a suspended tenant', async () => {
    const owner = await member('owner');
    await ctx.db.tenant.update({ where: { id: tenantId }, data: { state: 'suspended' } });
    expect(await refusalOf(createApiToken(owner, wish()))).toMatchObject({ code: 'suspended' });
  });
});

describe('an operator’s token', () => {
  it('is for operators, and ends being one with its person', async () => {
    expect(await refusalOf(createApiToken(await member('owner'), wish({ tenantId: null })))).toMatchObject({
      code: 'not-found',
    });
    const operator = await asUser(ctx, (await makeUser(ctx.db, { isOperator: true })).id);
    const read = await createApiToken(operator, wish({ tenantId: null, access: 'read' }));
    const write = await createApiToken(operator, wish({ tenantId: null }));
    const reading = await withToken(read.token);
    expect(() => authorizeOperator(reading, 'read')).not.toThrow();
    expect(() => authorizeOperator(reading)).toThrow(expect.objectContaining({ reason: 'token-read-only' }));
    const writing = await withToken(write.token);
    expect(() => authorizeOperator(writing)).not.toThrow();
    expect((await list(operator, null)).total).toBe(2);

    await ctx.db.user.update({ where: { id: userOf(operator) }, data: { isOperator: false } });
    const former = await withToken(write.token);
    expect(() => authorizeOperator(former)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('the end of a token', () => {
  it('comes with its day', async () => {
    const owner = await member('owner');
    const short = await createApiToken(owner, wish({ lifetime: '30' }));
    const forever = await createApiToken(owner, wish({ lifetime: 'never' }));
    const day = 86_400_000;
    const at = (days: number) => new Date(Date.now() + days * day);
    await expect(withToken(short.token, at(29))).resolves.toBeDefined();
    expect(await refusalOf(withToken(short.token, at(30.01)))).toMatchObject({ reason: 'token-invalid' });
    await expect(withToken(forever.token, at(3650))).resolves.toBeDefined();
    const later = await list({ ...owner, now: () => at(31) });
    expect(later.items.map(({ isExpired }) => isExpired)).toEqual([false, true]);
  });

  it('comes at once when it is revoked', async () => {
    const owner = await member('owner');
    const { id, token } = await createApiToken(owner, wish());
    await withToken(token);
    expect((await list(owner)).items[0]?.lastUsedAt).not.toBeNull();
    await revokeApiToken(owner, { id });
    expect(await refusalOf(withToken(token))).toMatchObject({ reason: 'token-invalid' });
    expect((await list(owner)).total).toBe(0);
    expect(await refusalOf(revokeApiToken(owner, { id }))).toMatchObject({ code: 'not-found' });
  });

  it('is in the hands of its person and of who manages the team', async () => {
    const [owner, ann, bob] = [await member('owner'), await member('developer'), await member('developer')];
    const mine = await createApiToken(ann, wish());
    const other = await createApiToken(ann, wish());
    const stranger = await asUser(ctx, (await makeUser(ctx.db)).id);
    expect((await list(bob)).total).toBe(0);
    expect((await list(ann)).total).toBe(2);
    expect((await list(owner)).total).toBe(2);
    for (const as of [bob, stranger]) {
      expect(await refusalOf(revokeApiToken(as, mine))).toMatchObject({ code: 'not-found' });
    }
    expect(await refusalOf(revokeApiToken(ann, mine))).toBe('done');
    expect(await refusalOf(revokeApiToken(owner, other))).toBe('done');
  });
});

function userOf({ actor }: Ctx): string {
  return actor.kind === 'user' ? actor.userId : '';
}
