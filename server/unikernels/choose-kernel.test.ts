import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '#server/db.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { chooseKernel } from './choose-kernel.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
const sha256 = 'a'.repeat(64);
const allowances = {
  ...{ allowsNesting: false, allowsEmulation: true, allowsUnconfined: false },
  maxUploadBytes: gib,
};

let opened: TestCtx;
let db: Db;
let tenantId: string;

beforeAll(async () => {
  opened = await openTestCtx();
  ({ db } = opened.ctx);
});
afterAll(() => opened?.close());
beforeEach(async () => {
  ({ id: tenantId } = await makeTenant(db));
});

const choose = (settings: object, more: { instanceId?: string; maxUploadBytes?: number } = {}) => {
  const { instanceId, maxUploadBytes = gib } = more;
  const size = { vcpus: 1, memoryBytes: gib / 4, diskBytes: gib };
  const input = {
    kind: 'unikernel' as const,
    tenantId,
    settings: { ...settings },
    size,
    allowances: { ...allowances, maxUploadBytes },
  };
  return refusalOf(chooseKernel(db, { ...input, ...(instanceId && { instanceId }) }));
};

async function upload(purpose: 'kernel' | 'disk', sizeBytes: number, virtualBytes?: number) {
  const format = purpose === 'kernel' ? 'pvh' : virtualBytes ? 'qcow2' : 'raw';
  const isBootable = purpose === 'disk' ? true : null;
  const facts = { name: 'x', actorName: 'ada', state: 'ready', sha256, format, isBootable };
  const data = { ...facts, tenantId, purpose, sizeBytes, virtualBytes: virtualBytes ?? null };
  return (await db.upload.create({ data })).id;
}

test('the files of a version fit beside the shell, and beside those of the version that runs', async () => {
  const diskId = await upload('disk', 300 * mib);
  expect(await choose({ diskId })).toBe('done');
  const { id: instanceId } = await makeInstance(db, { tenantId, kind: 'unikernel', state: 'running' });
  expect(await choose({ diskId }, { instanceId })).toBe('done');
  const file = { name: 'disk0', uploadId: diskId, sha256, sizeBytes: 300 * mib, format: 'raw' };
  const version = { instanceId, number: 1, kind: 'unikernel', actorName: 'ada', settings: { diskId } };
  const facts = { start: 'disk', machine: 'q35', files: [file] };
  const { id } = await db.deployment.create({ data: { ...version, state: 'current', facts } });
  expect(await choose({ diskId }, { instanceId })).toMatchObject({
    ...{ code: 'refused', reason: 'kernel-needs-more-disk', field: 'diskBytes' },
    params: { mib: 300, room: 212 },
  });
  await db.deployment.update({ where: { id }, data: { state: 'former' } });
  expect(await choose({ diskId }, { instanceId })).toBe('done');
});

test('a qcow2 counts with what its guest may make of it', async () => {
  expect(await choose({ diskId: await upload('disk', mib, 512 * mib) })).toBe('done');
  expect(await choose({ diskId: await upload('disk', mib, 100 * gib) })).toMatchObject({
    ...{ reason: 'kernel-needs-disk', field: 'diskBytes' },
    params: { mib: 100 * 1024, room: 512 },
  });
});

test('what another plan let in may be too large for this one', async () => {
  const [kernelId, diskId] = [await upload('kernel', mib), await upload('disk', 20 * mib)];
  expect(await choose({ kernelId, diskId }, { maxUploadBytes: 20 * mib })).toBe('done');
  expect(await choose({ kernelId, diskId }, { maxUploadBytes: 10 * mib })).toMatchObject({
    ...{ reason: 'upload-too-large-for-plan', field: 'settings.diskId' },
    params: { mib: 20, limit: 10 },
  });
});

test('a command line has to be short enough with the addresses in it', async () => {
  expect(await choose({ isDemo: true, commandLine: '{ip}'.repeat(136) })).toBe('done');
  expect(await choose({ isDemo: true, commandLine: '{ip}'.repeat(256) })).toMatchObject({
    ...{ reason: 'command-line-too-long-filled', field: 'settings.commandLine' },
    params: { length: 3840, limit: 2048 },
  });
});
