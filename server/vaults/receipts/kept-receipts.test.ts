import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getReceipt } from '../get-receipt.ts';
import { listKeptReceipts } from '../list-kept-receipts.ts';
import { keepReceipts } from './keep-receipts.ts';
import type { ShredFacts } from './receipt-schema.ts';
import { saveReceipt } from './save-receipt.ts';

let opened: TestCtx;
beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());

type Tenant = { id: string; slug: string; name: string };

function facts({ id, slug, name }: Tenant, vaultName: string): ShredFacts {
  const at = new Date().toISOString();
  return {
    vault: {
      ...{ id: randomUUID(), name: vaultName, provider: 'luks', sizeBytes: 1024, isDedicated: false },
      createdAt: at,
    },
    tenant: { id, slug, name },
    node: 'node-1',
    key: { fingerprint: 'a'.repeat(64), mode: 'provider' },
    shred: {
      ...{ at, by: { kind: 'user', name: 'owner@example.com' }, methods: ['wrapped-key-deleted'] },
      verification: { oldKeyOpens: null, at, words: 'absent' },
    },
  };
}

async function addMember({ id: tenantId }: Tenant, role: 'owner' | 'admin'): Promise<string> {
  const { id: userId } = await makeUser(opened.ctx.db, { password: null });
  await opened.ctx.db.member.create({ data: { tenantId, userId, role } });
  return userId;
}

test('a receipt is read by who owned the tenant, when that is gone, and by nobody else but operators', async () => {
  const { ctx } = opened;
  const { db } = ctx;
  const [tenant, other] = [await makeTenant(db), await makeTenant(db)];
  const [former, admin] = [await addMember(tenant, 'owner'), await addMember(tenant, 'admin')];
  const first = facts(tenant, 'first');
  await saveReceipt(db, first);
  // The account changes hands before the second.
  await db.member.deleteMany({ where: { userId: former } });
  const last = await addMember(tenant, 'owner');
  const second = facts(tenant, 'second');
  await saveReceipt(db, second);
  const theirs = facts(other, 'theirs');
  await saveReceipt(db, theirs);

  /** Nobody is a member of anything of it any more. */
  const as = (userId: string) => ({ ...ctx, actor: { ...makeMember(other), userId, memberships: [] } });
  const read = (userId: string, { vault }: ShredFacts) => getReceipt(as(userId), vault.id);
  const listed = async (userId: string) =>
    (await listKeptReceipts(as(userId))).map(({ vaultName }) => vaultName);
  const gone = { code: 'not-found' };
  expect(await refusalOf(read(former, first)), 'while the tenant is there').toMatchObject(gone);
  expect(await listed(former)).toEqual([]);

  await db.$transaction(async (tx) => {
    await keepReceipts(tx, tenant.id);
    await tx.tenant.delete({ where: { id: tenant.id } });
  });
  expect(await listed(former)).toEqual(['first']);
  expect(await listed(last)).toEqual(['second', 'first']);
  expect(await listKeptReceipts(as(former))).toMatchObject([{ tenantName: tenant.name }]);
  expect(await read(former, first)).toMatchObject({ vaultId: first.vault.id });
  expect(await read(last, first)).toMatchObject({ vaultId: first.vault.id });
  expect(await getReceipt({ ...ctx, actor: makeOperator() }, first.vault.id)).toMatchObject({
    vaultName: 'first',
  });
  expect(await refusalOf(read(former, second))).toMatchObject(gone);
  for (const stranger of [admin, randomUUID()]) {
    expect(await refusalOf(read(stranger, first))).toMatchObject(gone);
    expect(await listed(stranger)).toEqual([]);
  }
  expect(await refusalOf(read(last, theirs))).toMatchObject(gone);
  const handed = { ...as(last), actor: { ...as(last).actor, mustChangePassword: true } };
  expect(await refusalOf(getReceipt(handed, first.vault.id))).toMatchObject({ code: 'forbidden' });

  await db.user.delete({ where: { id: last } });
  expect(await refusalOf(read(last, first))).toMatchObject(gone);
});
