import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createPlan } from './create-plan.ts';
import { createPlanSet } from './create-plan-set.ts';
import { deletePlanSet } from './delete-plan-set.ts';
import { getPlanSet } from './get-plan-set.ts';
import { listPlanSets } from './list-plan-sets.ts';
import { makePlanSetDefault } from './make-plan-set-default.ts';
import { createPlanSetForm } from './plan-set-schema.ts';
import { updatePlanSet } from './update-plan-set.ts';

let panel: TestCtx;
let operator: Ctx;

beforeAll(async () => {
  panel = await openTestCtx();
  operator = { ...panel.ctx, actor: makeOperator() };
});
afterAll(() => panel.close());

const gib = 1024 ** 3;
const aPlan = (slug: string) =>
  createPlan(operator, {
    name: slug,
    slug,
    kind: 'light-vm',
    vcpus: 1,
    memoryBytes: gib,
    diskBytes: gib,
    trafficBytes: gib,
    priceHourMicros: 1,
    priceMonthMicros: 1,
    position: 0,
  });

test('the first set is the default; another takes its place, and there is one at any time', async () => {
  const first = await createPlanSet(operator, { name: 'First', allowsOwnSize: true });
  const second = await createPlanSet(operator, { name: 'Second', allowsOwnSize: true });
  expect([first.isDefault, second.isDefault]).toEqual([true, false]);
  expect(await makePlanSetDefault(operator, second)).toMatchObject({ isDefault: true });
  const { items } = await listPlanSets(operator);
  expect(items.filter((set) => set.isDefault).map((set) => set.name)).toEqual(['Second']);
});

test('says anew what it offers, and what it no longer names is out of it', async () => {
  const [small, large] = [await aPlan('small'), await aPlan('large')];
  const made = await createPlanSet(operator, { name: 'Choice', planIds: [small.id, large.id] });
  expect(made.plans.map((plan) => plan.name).sort()).toEqual(['large', 'small']);
  const changed = await updatePlanSet(operator, { id: made.id, name: 'Choice 2', planIds: [large.id] });
  expect(changed).toMatchObject({ name: 'Choice 2', allowsOwnSize: false });
  expect((await getPlanSet(operator, made.id)).plans.map((plan) => plan.name)).toEqual(['large']);
});

test('says what a size of one’s own may, and keeps what a change does not name', async () => {
  const made = await createPlanSet(operator, { name: 'Trusting', allowsOwnSize: true, allowsNesting: true });
  expect(made).toMatchObject({ allowsNesting: true, allowsUnconfined: false, maxUploadBytes: gib });
  const renamed = { id: made.id, name: 'Trusting 2', allowsOwnSize: true };
  expect(await updatePlanSet(operator, renamed)).toMatchObject({ allowsNesting: true });
  const less = await updatePlanSet(operator, { ...renamed, allowsNesting: false });
  expect(less).toMatchObject({ allowsNesting: false });
});

test('a name that is taken, and a plan that has gone, are refused', async () => {
  await createPlanSet(operator, { name: 'Taken', allowsOwnSize: true });
  const again = createPlanSet(operator, { name: 'Taken', allowsOwnSize: true });
  expect(await refusalOf(again)).toMatchObject({ reason: 'plan-set-name-taken', field: 'name' });
  const ghost = { name: 'Ghost', planIds: ['018f0000-0000-7000-8000-000000000000'] };
  expect(await refusalOf(createPlanSet(operator, ghost))).toMatchObject({ reason: 'plan-gone' });
});

test('the default, and one that tenants have, are not deleted; another is', async () => {
  const { items } = await listPlanSets(operator);
  const main = items.find((set) => set.isDefault);
  if (!main) throw new Error('no default plan set');
  expect(await refusalOf(deletePlanSet(operator, main))).toMatchObject({ reason: 'plan-set-is-default' });
  const used = await createPlanSet(operator, { name: 'Used', allowsOwnSize: true });
  await makeTenant(panel.ctx.db, { planSetId: used.id });
  expect(await refusalOf(deletePlanSet(operator, used))).toMatchObject({
    reason: 'plan-set-in-use',
    params: { name: 'Used', count: 1 },
  });
  const spare = await createPlanSet(operator, { name: 'Spare', allowsOwnSize: true });
  await deletePlanSet(operator, spare);
  expect(await refusalOf(getPlanSet(operator, spare.id))).toMatchObject({ code: 'not-found' });
});

test('does not exist for anybody but operators', async () => {
  const member = { ...panel.ctx, actor: makeMember(await makeTenant(panel.ctx.db)) };
  expect(await refusalOf(listPlanSets(member))).toMatchObject({ code: 'not-found' });
  const asked = createPlanSet(member, { name: 'Mine', allowsOwnSize: true });
  expect(await refusalOf(asked)).toMatchObject({ code: 'not-found' });
});

test('a form with no plan and no size of its own offers nothing, and is told so', () => {
  const one = '018f0000-0000-7000-8000-000000000000';
  const uploads = { maxUploadGib: '1' };
  expect(createPlanSetForm.parse({ ...uploads, name: 'A', planIds: one })).toMatchObject({ planIds: [one] });
  expect(createPlanSetForm.parse({ ...uploads, name: 'A', allowsOwnSize: 'on' })).toMatchObject({
    planIds: [],
  });
  const empty = createPlanSetForm.safeParse({ ...uploads, name: 'A' });
  expect(empty.error?.issues[0]?.message).toBe('plan-set-empty');
});
