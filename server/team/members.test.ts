import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#server/auth/permissions.ts';
import type { Ctx } from '#server/context.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { changeMemberRole } from './change-member-role.ts';
import { listMembers } from './list-members.ts';
import { removeMember } from './remove-member.ts';

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

async function member(role: Role): Promise<Ctx & { userId: string }> {
  const { id: userId } = await makeUser(ctx.db);
  await ctx.db.member.create({ data: { tenantId, userId, role } });
  return { ...(await asUser(ctx, userId)), userId };
}

const rolesNow = async () => {
  const { items } = await listMembers(ctx, { tenantId, page: 1, pageSize: 50 });
  return items.map(({ role }) => role);
};

describe('the last owner', () => {
  it('stays, whoever asks', async () => {
    const { userId, ...owner } = await member('owner');
    await member('admin');
    const lastOwner = { code: 'conflict', reason: 'last-owner' };
    for (const asking of [owner, ctx]) {
      const demote = changeMemberRole(asking, { tenantId, userId, role: 'admin' });
      expect(await refusalOf(demote)).toMatchObject(lastOwner);
      expect(await refusalOf(removeMember(asking, { tenantId, userId }))).toMatchObject(lastOwner);
    }
    expect(await rolesNow()).toEqual(['owner', 'admin']);
  });

  it('stays when two owners remove each other at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      tenantId = (await makeTenant(ctx.db)).id;
      const [ann, bob] = [await member('owner'), await member('owner')];
      const answers = await Promise.all([
        refusalOf(removeMember(ann, { tenantId, userId: bob.userId })),
        refusalOf(removeMember(bob, { tenantId, userId: ann.userId })),
      ]);
      expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
      expect(await rolesNow()).toEqual(['owner']);
    }
  });

  it('may go once there is another', async () => {
    const ann = await member('owner');
    const bob = await member('reader');
    await changeMemberRole(ann, { tenantId, userId: bob.userId, role: 'owner' });
    await removeMember(ann, { tenantId, userId: ann.userId });
    expect(await rolesNow()).toEqual(['owner']);
  });
});

describe('changeMemberRole', () => {
  it('lets an admin manage all but owners, and nobody make themselves more', async () => {
    const owner = await member('owner');
    const admin = await member('admin');
    const reader = await member('reader');
    const change = (as: Ctx, userId: string, role: Role) =>
      refusalOf(changeMemberRole(as, { tenantId, userId, role }));
    expect(await change(admin, reader.userId, 'developer')).toBe('done');
    expect(await change(admin, admin.userId, 'owner')).toMatchObject({ reason: 'owner-only' });
    expect(await change(admin, owner.userId, 'reader')).toMatchObject({ reason: 'owner-only' });
    expect(await change(reader, reader.userId, 'admin')).toMatchObject({ code: 'forbidden' });
    expect(await rolesNow()).toEqual(['owner', 'admin', 'developer']);
  });

  it('does not find strangers, nor anything for strangers', async () => {
    const owner = await member('owner');
    const stranger = await makeUser(ctx.db);
    const asStranger = await asUser(ctx, stranger.id);
    const notFound = { code: 'not-found' };
    const unknown = changeMemberRole(owner, { tenantId, userId: stranger.id, role: 'reader' });
    expect(await refusalOf(unknown)).toMatchObject(notFound);
    const foreign = changeMemberRole(asStranger, { tenantId, userId: owner.userId, role: 'reader' });
    expect(await refusalOf(foreign)).toMatchObject(notFound);
    const list = listMembers(asStranger, { tenantId, page: 1, pageSize: 50 });
    expect(await refusalOf(list)).toMatchObject(notFound);
  });
});

describe('removeMember', () => {
  it('ends the tokens of the member in this tenant and nowhere else', async () => {
    const owner = await member('owner');
    const { userId } = await member('developer');
    const elsewhere = await makeTenant(ctx.db, { members: { create: { userId, role: 'owner' } } });
    const token = (tenant: string, name: string) => ({
      ...{ name, prefix: 'berth_x', tokenHash: `${tenant}-${name}`, userId, tenantId: tenant },
    });
    await ctx.db.apiToken.createMany({ data: [token(tenantId, 'here'), token(elsewhere.id, 'there')] });
    await removeMember(owner, { tenantId, userId });
    const live = await ctx.db.apiToken.findMany({ where: { userId, revokedAt: null } });
    expect(live.map(({ name }) => name)).toEqual(['there']);
  });

  it('lets every role leave, and only those who manage the team remove others', async () => {
    await member('owner');
    const reader = await member('reader');
    const developer = await member('developer');
    const remove = removeMember(reader, { tenantId, userId: developer.userId });
    expect(await refusalOf(remove)).toMatchObject({ code: 'forbidden' });
    await removeMember(reader, { tenantId, userId: reader.userId });
    expect(await rolesNow()).toEqual(['owner', 'developer']);
    const again = await asUser(ctx, reader.userId);
    expect(await refusalOf(removeMember(again, { tenantId, userId: reader.userId }))).toMatchObject({
      code: 'not-found',
    });
  });
});
