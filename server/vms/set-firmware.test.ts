import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import type { Prisma } from '#server/db.ts';
import type { InstanceKind } from '#server/instances/kinds/schema.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeNetwork } from '#server/testing/make-network.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { getFirmware } from './get-firmware.ts';
import { firmwareForm } from './schema.ts';
import { setFirmwareJob } from './set-firmware.job.ts';
import { setFirmware } from './set-firmware.ts';

let opened: TestCtx;
let ctx: Ctx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());
beforeEach(async () => {
  tenant = await makeTenant(opened.ctx.db);
  await makeNetwork(opened.ctx.db, tenant.id);
  ctx = { ...opened.ctx, actor: makeMember(tenant) };
});

const isoId = '01998d9e-0000-7000-8000-0123456789ab';
const usual = { secureBoot: true, tpm: false, cloudInitDrive: false };

async function make(kind: InstanceKind = 'vm', settings: Prisma.InputJsonObject = {}, state = 'stopped') {
  const { id } = await makeInstance(ctx.db, { tenantId: tenant.id, kind, state });
  await ctx.db.instance.update({ where: { id }, data: { settings } });
  return id;
}

async function paramsOf(instanceId: string) {
  const { kind, params } = await ctx.db.job.findFirstOrThrow({ where: { instanceId } });
  return { kind, ...(params as object) };
}

test('the engine is told all of it, and the row when that is done', async () => {
  const id = await make();
  expect(await getFirmware(ctx, { id })).toEqual(usual);
  await setFirmware(ctx, { id, secureBoot: false, tpm: true, cloudInitDrive: false });
  expect(await paramsOf(id)).toMatchObject({
    kind: 'set-firmware',
    config: { 'security.secureboot': 'false' },
    devices: { tpm: { type: 'tpm' }, 'cloud-init': null },
  });
  const entry = await ctx.db.auditEntry.findFirstOrThrow({ where: { targetId: id } });
  expect(entry.action).toBe('instance.set-firmware');
  expect(await getFirmware(ctx, { id })).toEqual(usual);
  const params = setFirmwareJob.params.parse(await paramsOf(id));
  await ctx.db.$transaction(async (tx) => setFirmwareJob.onDone?.(tx, params, {}));
  expect(await getFirmware(ctx, { id })).toEqual({ secureBoot: false, tpm: true, cloudInitDrive: false });
});

test('a TPM and a drive are taken out, and nothing is said of a disc that it was made with', async () => {
  const id = await make('vm', { tpm: true, cloudInitDrive: true, isoId });
  await setFirmware(ctx, { id, ...usual });
  const { devices } = setFirmwareJob.params.parse(await paramsOf(id));
  expect(devices).toEqual({ tpm: null, 'cloud-init': null });
});

test('only a VM has firmware of its own, and only a stopped one takes another', async () => {
  const light = await make('light-vm');
  expect(await getFirmware(ctx, { id: light })).toBeNull();
  expect(await refusalOf(setFirmware(ctx, { id: light, ...usual }))).toMatchObject({
    code: 'wrong-state',
    reason: 'firmware-needs-vm',
  });
  const running = await make('vm', {}, 'running');
  expect(await refusalOf(setFirmware(ctx, { id: running, ...usual }))).toMatchObject({
    code: 'wrong-state',
    reason: 'firmware-needs-stopped',
  });
  expect(await ctx.db.job.count({ where: { instanceId: { in: [light, running] } } })).toBe(0);
});

test('others do not find it, readers may not', async () => {
  const id = await make();
  const stranger = { ...ctx, actor: makeMember(await makeTenant(ctx.db)) };
  expect(await refusalOf(setFirmware(stranger, { id, ...usual }))).toMatchObject({ code: 'not-found' });
  const reader = { ...ctx, actor: makeMember(tenant, 'reader') };
  expect(await refusalOf(setFirmware(reader, { id, ...usual }))).toMatchObject({ code: 'forbidden' });
});

test('a page sends all of it, in words', () => {
  const sent = { id: isoId, secureBoot: 'false', tpm: 'true', cloudInitDrive: 'false' };
  expect(firmwareForm.parse(sent)).toEqual({ ...usual, id: isoId, secureBoot: false, tpm: true });
  expect(firmwareForm.safeParse({ id: isoId, tpm: 'true' }).success).toBe(false);
});
