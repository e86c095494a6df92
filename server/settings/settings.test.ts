import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getSettings } from './get-settings.ts';
import { settingsForm } from './schema.ts';
import { updateSettings } from './update-settings.ts';

let panel: TestCtx;
let operator: Ctx;
let member: Ctx;

beforeAll(async () => {
  panel = await openTestCtx();
  operator = { ...panel.ctx, actor: makeOperator() };
  member = { ...panel.ctx, actor: makeMember(await makeTenant(panel.ctx.db)) };
});
afterAll(() => panel.close());

const typed = {
  installationName: 'North Hosting',
  currency: 'usd',
  rateVcpuHour: '0,005',
  rateMemoryGibHour: '0.004',
  rateDiskGibHour: '0.0002',
  vaultGraceDays: '14',
};

test('are there from the first read, and everybody signed in sees what is sold by', async () => {
  expect(await getSettings(member)).toMatchObject({ installationName: 'Berth', currency: 'EUR' });
  const visitor: Ctx = { ...panel.ctx, actor: { kind: 'visitor' } };
  expect(await refusalOf(getSettings(visitor))).toMatchObject({ code: 'unauthenticated' });
});

test('are changed by operators alone, from what a person types', async () => {
  const input = settingsForm.parse(typed);
  expect(await refusalOf(updateSettings(member, input))).toMatchObject({ code: 'not-found' });
  expect(await updateSettings(operator, input)).toEqual({
    installationName: 'North Hosting',
    currency: 'USD',
    rateVcpuHourMicros: 5_000,
    rateMemoryGibHourMicros: 4_000,
    rateDiskGibHourMicros: 200,
    vaultGraceDays: 14,
    imageServer: 'https://images.linuxcontainers.org',
  });
  expect(await getSettings(member)).toMatchObject({ currency: 'USD' });
});

test.each([
  ['currency', 'QQQ', 'currency-invalid'],
  ['installationName', '  ', 'name-required'],
  ['rateVcpuHour', 'free', 'price-invalid'],
  ['vaultGraceDays', '91', 'vault-grace-invalid'],
])('%s of %j is refused: %s', (field, value, reason) => {
  const parsed = settingsForm.safeParse({ ...typed, [field]: value });
  expect(parsed.error?.issues.map((issue) => issue.message)).toEqual([reason]);
});
