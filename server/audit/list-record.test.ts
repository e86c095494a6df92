import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { listRecord } from './list-record.ts';
import { record } from './record.ts';

let panel: TestCtx;

beforeAll(async () => {
  panel = await openTestCtx();
});
afterAll(() => panel.close());

test('a member reads what was done in the account, and the provider stays the provider', async () => {
  const { db } = panel.ctx;
  const [tenant, other] = await Promise.all([makeTenant(db), makeTenant(db)]);
  const operatorUser = await makeUser(db, { isOperator: true, password: null });
  const member: Ctx = { ...panel.ctx, actor: makeMember(tenant, 'reader') };
  const operator: Ctx = { ...panel.ctx, actor: { ...makeOperator(), userId: operatorUser.id } };
  const instanceId = randomUUID();
  const entry = { tenantId: tenant.id, targetKind: 'instance', targetId: instanceId, targetName: 'web-1' };
  await record(member, db, { ...entry, action: 'instance.create' });
  await record(operator, db, { ...entry, action: 'instance.stop' });
  await record(panel.ctx, db, {
    ...entry,
    action: 'tenant.suspend',
    targetKind: 'tenant',
    targetId: tenant.id,
  });
  await record(operator, db, { ...entry, tenantId: other.id, action: 'instance.delete' });

  const all = await listRecord(member, { tenantId: tenant.id });
  expect(all.total).toBe(3);
  expect(all.items.map(({ action, actorName }) => [action, actorName])).toEqual([
    ['tenant.suspend', null],
    ['instance.stop', null],
    ['instance.create', 'ada@example.com'],
  ]);
  expect(JSON.stringify(all)).not.toContain('operator@example.com');
  expect(JSON.stringify(all)).not.toContain(panel.ctx.ip);

  const ofOne = await listRecord(member, { tenantId: tenant.id, instanceId, pageSize: 1, page: 2 });
  expect(ofOne).toMatchObject({ total: 2, items: [{ action: 'instance.create' }] });
});

test('an account of others has no record to be read', async () => {
  const [tenant, other] = await Promise.all([makeTenant(panel.ctx.db), makeTenant(panel.ctx.db)]);
  const stranger: Ctx = { ...panel.ctx, actor: makeMember(other) };
  expect(await refusalOf(listRecord(stranger, { tenantId: tenant.id }))).toMatchObject({ code: 'not-found' });
});
