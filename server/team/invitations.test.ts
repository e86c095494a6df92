import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Role } from '#server/auth/permissions.ts';
import { readSession } from '#server/auth/read-session.ts';
import type { Ctx } from '#server/context.ts';
import { asUser } from '#server/testing/as-user.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { getInvitation } from './get-invitation.ts';
import { inviteMember } from './invite-member.ts';
import { listInvitations } from './list-invitations.ts';
import { listMembers } from './list-members.ts';
import { register } from './register.ts';
import { resendInvitation } from './resend-invitation.ts';
import { revokeInvitation } from './revoke-invitation.ts';

vi.stubEnv('BERTH_MASTER_KEY_FILE', '/dev/null');
vi.stubEnv('BERTH_URL', 'https://panel.example');

const email = 'bob@example.com';
const person = { name: 'Bob', password: 'a good long secret', repeated: 'a good long secret' };
const gone = { code: 'not-found', reason: 'invitation-invalid' };
let test: TestCtx;
let ctx: Ctx;
let visitor: Ctx;
let tenant: { id: string; slug: string; name: string };
let owner: Ctx;

beforeAll(async () => {
  test = await openTestCtx();
  ctx = test.ctx;
  visitor = { ...ctx, actor: { kind: 'visitor' } };
});
afterAll(() => test.close());
beforeEach(async () => {
  await ctx.db.user.deleteMany();
  await ctx.db.tenant.deleteMany();
  tenant = await makeTenant(ctx.db);
  owner = await member('owner');
});

async function member(role: Role): Promise<Ctx> {
  const { id: userId } = await makeUser(ctx.db);
  await ctx.db.member.create({ data: { tenantId: tenant.id, userId, role } });
  return asUser(ctx, userId);
}

async function invite(role: Role = 'developer', from: Ctx = owner) {
  const invited = await inviteMember(from, { tenantId: tenant.id, email, role });
  return { ...invited, token: new URL(invited.link).pathname.split('/').at(-1) ?? '' };
}

const all = { page: 1, pageSize: 50 };

describe('inviteMember', () => {
  it('gives a link that the database cannot give again', async () => {
    const { link, token, invitationId, isMailed } = await invite();
    expect(link).toBe(`https://panel.example/invite/${token}`);
    expect(isMailed).toBe(false);
    const row = await ctx.db.invitation.findUniqueOrThrow({ where: { id: invitationId } });
    expect(JSON.stringify(row)).not.toContain(token);
    const list = await listInvitations(owner, { tenantId: tenant.id, ...all });
    expect(list).toMatchObject({ total: 1, items: [{ email, role: 'developer', isExpired: false }] });
    expect(JSON.stringify(list)).not.toContain(token);
  });

  it('names in the list who has invited; an operator who is no member is the provider to the members', async () => {
    const operator = (name: string) =>
      makeUser(ctx.db, { email: `${name}@example.com`, isOperator: true, password: null });
    const [olga, igor] = [await operator('olga'), await operator('igor')];
    await ctx.db.member.create({ data: { tenantId: tenant.id, userId: igor.id, role: 'owner' } });
    const [outsider, insider] = [await asUser(ctx, olga.id), await asUser(ctx, igor.id)];
    for (const [from, to] of [
      [outsider, 'a@example.com'],
      [insider, 'b@example.com'],
    ] as const) {
      await inviteMember(from, { tenantId: tenant.id, email: to, role: 'reader' });
    }
    const named = async (reader: Ctx) => {
      const { items } = await listInvitations(reader, { tenantId: tenant.id, ...all });
      return Object.fromEntries(items.map((item) => [item.email, item.invitedBy]));
    };
    const byMember = { 'b@example.com': 'igor' };
    expect(await named(await member('reader'))).toEqual({ 'a@example.com': null, ...byMember });
    expect(await named(outsider)).toEqual({ 'a@example.com': 'olga', ...byMember });
  });

  it('withdraws the earlier link of the same person', async () => {
    const first = await invite();
    const second = await invite('reader');
    expect(await refusalOf(getInvitation(visitor, first))).toMatchObject(gone);
    expect(await getInvitation(visitor, second)).toMatchObject({ role: 'reader' });
  });

  it('refuses members, roles above the own, and who may not manage the team', async () => {
    await ctx.db.member.create({
      data: { tenantId: tenant.id, userId: (await makeUser(ctx.db, { email })).id, role: 'reader' },
    });
    expect(await refusalOf(invite())).toMatchObject({ reason: 'member-exists', field: 'email' });
    expect(await refusalOf(invite('owner', await member('admin')))).toMatchObject({ reason: 'owner-only' });
    expect(await refusalOf(invite('reader', await member('developer')))).toMatchObject({ code: 'forbidden' });
    const stranger = await asUser(ctx, (await makeUser(ctx.db)).id);
    expect(await refusalOf(invite('reader', stranger))).toMatchObject({ code: 'not-found' });
  });

  it('is the provider’s alone while the tenant is suspended', async () => {
    const state = { state: 'suspended', suspendedReason: 'unpaid' };
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: state });
    expect(await refusalOf(invite())).toMatchObject({ code: 'suspended', params: { reason: 'unpaid' } });
    const operator = await asUser(ctx, (await makeUser(ctx.db, { isOperator: true })).id);
    expect(await refusalOf(invite('owner', operator))).toBe('done');
  });
});

describe('an invitation', () => {
  it('makes an account, a membership and a session for somebody new, once', async () => {
    const { token } = await invite();
    expect(await getInvitation(visitor, { token })).toEqual({
      email,
      role: 'developer',
      tenant: { name: tenant.name },
      invitedBy: expect.any(String),
      hasAccount: false,
    });
    const joined = await register(visitor, { token, ...person });
    expect(joined.slug).toBe(tenant.slug);
    const actor = await readSession(ctx.db, joined.token, ctx.now());
    expect(actor).toMatchObject({ email, name: 'Bob', isOperator: false });
    expect(actor?.memberships).toMatchObject([{ tenantId: tenant.id, role: 'developer' }]);
    expect(await refusalOf(getInvitation(visitor, { token }))).toMatchObject(gone);
    expect(await refusalOf(register(visitor, { token, ...person }))).toMatchObject(gone);
  });

  it('is used once when two accept at the same moment', async () => {
    const { token } = await invite();
    const answers = await Promise.all(
      [1, 2, 3].map(() => refusalOf(register(visitor, { token, ...person }))),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await listMembers(owner, { tenantId: tenant.id, ...all })).toMatchObject({ total: 2 });
  });

  it('asks who has an account to sign in, and then to join by one click', async () => {
    const { id } = await makeUser(ctx.db, { email });
    const { token } = await invite();
    expect(await getInvitation(visitor, { token })).toMatchObject({ hasAccount: true });
    expect(await refusalOf(register(visitor, { token, ...person }))).toMatchObject({
      code: 'conflict',
      reason: 'invitation-needs-sign-in',
    });
    const bob = await asUser(ctx, id);
    expect(await acceptInvitation(bob, { token })).toEqual({ slug: tenant.slug });
    expect(await refusalOf(acceptInvitation(bob, { token }))).toMatchObject(gone);
  });

  it('is for its own person', async () => {
    const { token } = await invite();
    const other = await asUser(ctx, (await makeUser(ctx.db)).id);
    const answer = await refusalOf(acceptInvitation(other, { token }));
    expect(answer).toMatchObject({ code: 'forbidden', reason: 'invitation-other-user' });
  });

  it('ends when it is withdrawn, has expired, or its tenant goes', async () => {
    const withdrawn = await invite();
    await revokeInvitation(owner, { id: withdrawn.invitationId });
    expect(await refusalOf(getInvitation(visitor, withdrawn))).toMatchObject(gone);
    expect(await refusalOf(register(visitor, { ...withdrawn, ...person }))).toMatchObject(gone);
    expect(await refusalOf(revokeInvitation(owner, { id: withdrawn.invitationId }))).not.toBe('done');

    const old = await invite();
    const later = { ...visitor, now: () => new Date(Date.now() + 7 * 86_400_000 + 1000) };
    expect(await refusalOf(getInvitation(later, old))).toMatchObject(gone);
    expect(await refusalOf(register(later, { ...old, ...person }))).toMatchObject(gone);

    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { state: 'deleting' } });
    expect(await refusalOf(getInvitation(visitor, old))).toMatchObject(gone);
  });

  it('gets a new link when it is sent again', async () => {
    const first = await invite();
    const second = await resendInvitation(owner, { id: first.invitationId });
    expect(second.link).not.toBe(first.link);
    expect(await refusalOf(getInvitation(visitor, first))).toMatchObject(gone);
    const token = second.link.split('/').at(-1) ?? '';
    expect(await getInvitation(visitor, { token })).toMatchObject({ email });
    await register(visitor, { token, ...person });
    expect(await refusalOf(resendInvitation(owner, { id: first.invitationId }))).toMatchObject({
      code: 'conflict',
    });
  });

  it('of another tenant is not there', async () => {
    const { invitationId: id } = await invite();
    const stranger = await asUser(ctx, (await makeUser(ctx.db)).id);
    const notFound = { code: 'not-found' };
    expect(await refusalOf(revokeInvitation(stranger, { id }))).toMatchObject(notFound);
    expect(await refusalOf(resendInvitation(stranger, { id }))).toMatchObject(notFound);
    const list = refusalOf(listInvitations(stranger, { tenantId: tenant.id, ...all }));
    expect(await list).toMatchObject(notFound);
  });
});
