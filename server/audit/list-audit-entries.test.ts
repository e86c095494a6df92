import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { listAuditEntries } from './list-audit-entries.ts';
import { record } from './record.ts';

let panel: TestCtx;
let operator: Ctx;

beforeAll(async () => {
  panel = await openTestCtx();
  operator = { ...panel.ctx, actor: makeOperator() };
});
afterAll(() => panel.close());

test('the newest first, by tenant, by action or its noun, and by a part of who did it', async () => {
  const { db } = panel.ctx;
  const tenant = await makeTenant(db);
  const member: Ctx = { ...panel.ctx, actor: makeMember(tenant) };
  const entry = { tenantId: tenant.id, targetKind: 'instance', targetId: 'x', targetName: 'web-1' };
  await record(member, db, { ...entry, action: 'instance.create', details: { vcpus: 2, isForced: false } });
  await record(member, db, { ...entry, action: 'instance.stop' });
  await record(operator, db, { ...entry, action: 'instance-like.create' });
  await record(operator, db, { action: 'plan.create', targetKind: 'plan', targetName: 'Small' });
  const actions = async (input: Parameters<typeof listAuditEntries>[1]) =>
    (await listAuditEntries(operator, input)).items.map((item) => item.action);
  expect(await actions({})).toEqual([
    'plan.create',
    'instance-like.create',
    'instance.stop',
    'instance.create',
  ]);
  expect(await actions({ action: 'instance' })).toEqual(['instance.stop', 'instance.create']);
  expect(await actions({ action: 'instance.stop' })).toEqual(['instance.stop']);
  expect(await actions({ tenantId: tenant.id, actor: 'ADA' })).toEqual(['instance.stop', 'instance.create']);
  expect(await actions({ pageSize: 1, page: 2 })).toEqual(['instance-like.create']);
  const { items, total } = await listAuditEntries(operator, { action: 'instance.create' });
  expect(total).toBe(1);
  expect(items[0]).toMatchObject({
    actorName: 'ada@example.com',
    tenant: { id: tenant.id, name: tenant.name },
    targetName: 'web-1',
    details: { vcpus: 2, isForced: false },
    ip: panel.ctx.ip,
  });
});

test('an entry outlives its tenant', async () => {
  const { db } = panel.ctx;
  const tenant = await makeTenant(db);
  await record(operator, db, {
    action: 'tenant.delete',
    tenantId: tenant.id,
    targetKind: 'tenant',
    targetName: tenant.name,
  });
  await db.tenant.delete({ where: { id: tenant.id } });
  const { items } = await listAuditEntries(operator, { action: 'tenant.delete' });
  expect(items[0]).toMatchObject({ tenant: null, targetName: tenant.name });
});

test('is for operators: owners of a tenant do not see it either', async () => {
  const tenant = await makeTenant(panel.ctx.db);
  const owner: Ctx = { ...panel.ctx, actor: makeMember(tenant, 'owner') };
  const asked = listAuditEntries(owner, { tenantId: tenant.id });
  expect(await refusalOf(asked)).toMatchObject({ code: 'not-found' });
});
