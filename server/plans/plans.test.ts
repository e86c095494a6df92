import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#server/auth/actor.ts';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createPlan } from './create-plan.ts';
import { deletePlan } from './delete-plan.ts';
import { disablePlan } from './disable-plan.ts';
import { enablePlan } from './enable-plan.ts';
import { getPlan } from './get-plan.ts';
import { listPlans } from './list-plans.ts';
import { createPlanForm } from './schema.ts';
import { updatePlan } from './update-plan.ts';

let panel: TestCtx;
let operator: Ctx;
let count = 0;

beforeAll(async () => {
  panel = await openTestCtx();
  operator = as(makeOperator());
});
afterAll(() => panel.close());

const as = (actor: Actor): Ctx => ({ ...panel.ctx, actor });
const gib = 1024 ** 3;

function aPlan() {
  count++;
  return {
    name: `Plan ${count}`,
    slug: `plan-${count}`,
    kind: 'light-vm' as const,
    vcpus: 2,
    memoryBytes: gib / 2,
    diskBytes: 10 * gib,
    trafficBytes: 1000 * gib,
    priceHourMicros: 6_900,
    priceMonthMicros: 4_990_000,
    position: 3,
  };
}

describe('a plan', () => {
  test('is made enabled, read back as it was given, and listed in its place', async () => {
    const input = aPlan();
    const made = await createPlan(operator, input);
    expect(made).toMatchObject({ ...input, isEnabled: true, instances: 0, planSets: [] });
    expect(await getPlan(operator, made.id)).toEqual(made);
    const first = await createPlan(operator, { ...aPlan(), position: 1 });
    const { items } = await listPlans(operator);
    const order = items.map((plan) => plan.id).filter((id) => id === made.id || id === first.id);
    expect(order).toEqual([first.id, made.id]);
  });

  test('with an identifier that is taken is refused beside that field', async () => {
    const input = aPlan();
    await createPlan(operator, input);
    expect(await refusalOf(createPlan(operator, { ...aPlan(), slug: input.slug }))).toMatchObject({
      code: 'conflict',
      reason: 'plan-slug-taken',
      field: 'slug',
    });
  });

  test('changes its price and keeps identifier and kind', async () => {
    const made = await createPlan(operator, aPlan());
    const { slug: _slug, kind: _kind, ...rest } = aPlan();
    const changed = await updatePlan(operator, { ...rest, id: made.id, priceMonthMicros: 5_990_000 });
    expect(changed).toMatchObject({ slug: made.slug, kind: made.kind, priceMonthMicros: 5_990_000 });
  });

  test('allows nothing beyond its size unless that is said, and keeps what a change does not name', async () => {
    const made = await createPlan(operator, { ...aPlan(), allowsEmulation: true });
    const allowed = { allowsNesting: false, allowsEmulation: true, allowsUnconfined: false };
    expect(made).toMatchObject({ ...allowed, maxUploadBytes: gib });
    const { slug: _slug, kind: _kind, ...rest } = aPlan();
    expect(await updatePlan(operator, { ...rest, id: made.id })).toMatchObject(allowed);
    const changed = await updatePlan(operator, {
      ...rest,
      id: made.id,
      allowsEmulation: false,
      maxUploadBytes: 0,
    });
    expect(changed).toMatchObject({ allowsEmulation: false, maxUploadBytes: 0 });
    const tooMuch = updatePlan(operator, { ...rest, id: made.id, maxUploadBytes: 2000 * gib });
    expect(await refusalOf(tooMuch)).toMatchObject({ code: 'invalid' });
  });

  test('that instances have is not deleted, says by how many, and can be disabled and enabled', async () => {
    const made = await createPlan(operator, aPlan());
    const tenant = await makeTenant(panel.ctx.db);
    for (let i = 0; i < 2; i++) await makeInstance(panel.ctx.db, { tenantId: tenant.id, planId: made.id });
    expect(await refusalOf(deletePlan(operator, made))).toMatchObject({
      code: 'conflict',
      reason: 'plan-in-use',
      params: { name: made.name, count: 2 },
    });
    expect(await disablePlan(operator, made)).toMatchObject({ isEnabled: false, instances: 2 });
    expect(await enablePlan(operator, made)).toMatchObject({ isEnabled: true });
  });

  test('that nobody has is deleted, and everything done to it is written down once', async () => {
    const made = await createPlan(operator, aPlan());
    await disablePlan(operator, made);
    await disablePlan(operator, made);
    await deletePlan(operator, made);
    expect(await refusalOf(getPlan(operator, made.id))).toMatchObject({ code: 'not-found' });
    const entries = await panel.ctx.db.auditEntry.findMany({
      where: { targetId: made.id },
      orderBy: { at: 'asc' },
    });
    expect(entries.map((entry) => entry.action)).toEqual(['plan.create', 'plan.disable', 'plan.delete']);
  });

  test('does not exist for anybody but operators', async () => {
    const made = await createPlan(operator, aPlan());
    const member = as(makeMember(await makeTenant(panel.ctx.db)));
    for (const ask of [
      () => listPlans(member),
      () => getPlan(member, made.id),
      () => createPlan(member, aPlan()),
      () => updatePlan(member, { ...aPlan(), id: made.id }),
      () => disablePlan(member, made),
      () => deletePlan(member, made),
    ]) {
      expect(await refusalOf(ask())).toMatchObject({ code: 'not-found' });
    }
    expect(await getPlan(operator, made.id)).toMatchObject({ isEnabled: true });
  });
});

describe('what a person types', () => {
  const typed = {
    name: 'Small',
    slug: 'small',
    vcpus: '2',
    position: '0',
    memoryGib: '0,5',
    diskGib: '10',
    trafficGib: '1000',
    priceHour: '0.0069',
    priceMonth: '4,99',
    maxUploadGib: '0.5',
  };

  test('becomes bytes and millionths, with a comma as well as with a point', () => {
    expect(createPlanForm.parse(typed)).toMatchObject({
      memoryBytes: gib / 2,
      diskBytes: 10 * gib,
      trafficBytes: 1000 * gib,
      priceHourMicros: 6_900,
      priceMonthMicros: 4_990_000,
      ...{ allowsNesting: false, allowsEmulation: false, maxUploadBytes: gib / 2 },
    });
    expect(createPlanForm.parse({ ...typed, allowsEmulation: 'on', maxUploadGib: '0' })).toMatchObject({
      ...{ allowsEmulation: true, allowsUnconfined: false, maxUploadBytes: 0 },
    });
  });

  test.each([
    ['memoryGib', '0.1', 'memory-invalid'],
    ['memoryGib', 'much', 'memory-invalid'],
    ['diskGib', '0', 'disk-invalid'],
    ['trafficGib', '-1', 'traffic-invalid'],
    ['priceHour', '0.0000001', 'price-invalid'],
    ['priceMonth', '4.9.9', 'price-invalid'],
    ['priceMonth', '1000001', 'price-invalid'],
    ['slug', 'Small', 'plan-slug-invalid'],
    ['vcpus', '0', 'vcpus-invalid'],
    ['maxUploadGib', '2000', 'upload-limit-invalid'],
    ['maxUploadGib', '', 'upload-limit-invalid'],
  ])('%s of %j is refused: %s', (field, value, reason) => {
    const parsed = createPlanForm.safeParse({ ...typed, [field]: value });
    expect(parsed.error?.issues.map((issue) => [issue.path[0], issue.message])).toEqual([[field, reason]]);
  });
});
