import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn } from '#server/auth/sign-in.ts';
import type { Ctx } from '#server/context.ts';
import { factsOf, instanceKinds } from '#server/instances/kinds/schema.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { createFirstAdmin } from './create-first-admin.ts';

let test: TestCtx;
let ctx: Ctx;

beforeAll(async () => {
  test = await openTestCtx();
  ctx = test.ctx;
});
afterAll(() => test.close());

const email = 'Root@Example.com';

it('leaves nothing when the password could not be shown', async () => {
  const announce = () => Promise.reject(new Error('nobody listens'));
  await expect(createFirstAdmin(ctx.db, { email, announce })).rejects.toThrow('nobody listens');
  expect(await ctx.db.user.count()).toBe(0);
  expect(await ctx.db.plan.count()).toBe(0);
});

it('makes one admin, shows the password once and stores it nowhere, however many start at once', async () => {
  const shown: string[][] = [];
  const announce = async (...words: string[]) => {
    shown.push(words);
  };
  const made = await Promise.all([1, 2, 3].map(() => createFirstAdmin(ctx.db, { email, announce })));
  expect(made.filter(Boolean)).toHaveLength(1);
  expect(await createFirstAdmin(ctx.db, { email, announce })).toBe(false);
  expect(shown).toEqual([['root@example.com', expect.stringMatching(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)]]);

  const password = shown[0]?.[1] ?? '';
  const rows = [await ctx.db.user.findMany(), await ctx.db.auditEntry.findMany()];
  expect(JSON.stringify(rows)).not.toContain(password);
  const visitor: Ctx = { ...ctx, actor: { kind: 'visitor' } };
  expect(await signIn(visitor, { email, password })).toMatchObject({ mustChangePassword: true });
});

it('makes plans to choose from, and leaves the provider’s own alone', async () => {
  const planSet = await ctx.db.planSet.findFirstOrThrow({ include: { plans: { include: { plan: true } } } });
  expect(planSet).toMatchObject({ name: 'Standard', isDefault: true });
  const plans = planSet.plans.map(({ plan }) => plan).sort((a, b) => a.position - b.position);
  expect(plans.slice(0, 4).map(({ slug }) => slug)).toEqual(['nano', 'small', 'medium', 'large']);
  for (const plan of plans) {
    expect(plan.priceMonthMicros).toBeLessThan(plan.priceHourMicros * 730n);
  }
  for (const kind of instanceKinds) {
    const { least } = factsOf(kind);
    const ofKind = plans.filter((plan) => plan.kind === kind);
    expect(ofKind.length, kind).toBeGreaterThan(0);
    expect(ofKind.every((plan) => plan.memoryBytes >= least.memoryBytes)).toBe(true);
    expect(ofKind.every((plan) => plan.diskBytes >= least.diskBytes)).toBe(true);
  }

  await ctx.db.user.deleteMany();
  await ctx.db.plan.deleteMany({ where: { slug: { not: 'nano' } } });
  await createFirstAdmin(ctx.db, { email, announce: async () => undefined });
  expect(await ctx.db.plan.count()).toBe(1);
});
