import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCustomVolume } from '#server/incus/custom-volumes.ts';
import { getServer, instanceDrivers } from '#server/incus/server.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { syncNodes } from '#server/nodes/sync-nodes.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { makeIsoUpload, removeIsos } from '#server/testing/settle-isos.ts';
import { testPool } from '#server/testing/test-engine.ts';
import { attachIso } from './attach-iso.ts';
import { deleteIso } from './delete-iso.ts';
import { importIso } from './import-iso.ts';
import { isoVolume } from './iso-device.ts';
import { listIsos } from './list-isos.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
let place: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;

beforeAll(async () => {
  place = await openTestCtx();
  tenant = await makeEngineTenant(place.ctx);
});
afterAll(async () => {
  if (tenant) await removeIsos({ ctx: place.ctx, tenant });
  await tenant?.remove();
  await place?.close();
});

async function bringIn(name: string, sizeBytes = mib): Promise<string> {
  const { ctx } = place;
  const uploadId = await makeIsoUpload({ ctx, tenant }, sizeBytes);
  const { isoId } = await importIso(ctx, { tenant: tenant.slug, name, uploadId });
  await runQueuedJobs(ctx);
  return isoId;
}
const volumeOf = (isoId: string) =>
  findCustomVolume(place.ctx.engine, { project: tenant.project, pool: testPool, name: isoVolume(isoId) });
const isoOf = async (id: string) =>
  (await listIsos(place.ctx, { tenant: tenant.slug })).items.find((iso) => iso.id === id);

test('an upload becomes a disc of the tenant’s project, and is given up', async () => {
  const isoId = await bringIn('debian.iso');
  expect(await isoOf(isoId)).toMatchObject({
    name: 'debian.iso',
    state: 'ready',
    sizeBytes: mib,
    instances: [],
  });
  expect(await volumeOf(isoId)).toMatchObject({ contentType: 'iso', config: { size: String(mib) } });
  expect(await place.ctx.db.upload.count()).toBe(0);
  expect(await refusalOf(importAgain('debian.iso'))).toMatchObject({ reason: 'iso-name-taken' });
  await deleteIso(place.ctx, { id: isoId });
  await runQueuedJobs(place.ctx);
  expect(await isoOf(isoId)).toBeUndefined();
  expect(await volumeOf(isoId)).toBeUndefined();
});

async function importAgain(name: string) {
  const uploadId = await makeIsoUpload({ ctx: place.ctx, tenant });
  return importIso(place.ctx, { tenant: tenant.slug, name, uploadId });
}

test('it counts as disk, here and in the engine', async () => {
  const { db } = place.ctx;
  const { quotaDiskBytes } = await db.tenant.findUniqueOrThrow({ where: { id: tenant.id } });
  await db.tenant.update({ where: { id: tenant.id }, data: { quotaDiskBytes: 2 * mib } });
  const uploadId = await makeIsoUpload({ ctx: place.ctx, tenant }, 3 * mib);
  const over = importIso(place.ctx, { tenant: tenant.slug, name: 'large', uploadId });
  expect(await refusalOf(over)).toMatchObject({ reason: 'quota-disk' });
  await db.tenant.update({ where: { id: tenant.id }, data: { quotaDiskBytes } });
});

test('the upload of another tenant, and one that is not whole, are refused', async () => {
  const other = await place.ctx.db.tenant.create({
    data: { ...otherTenant, slug: `${tenant.slug}-o`, name: 'Other' },
  });
  const uploadId = await makeIsoUpload({ ctx: place.ctx, tenant: { ...tenant, id: other.id } });
  const foreign = importIso(place.ctx, { tenant: tenant.slug, name: 'foreign', uploadId });
  expect(await refusalOf(foreign)).toMatchObject({ reason: 'not-found' });
  await place.ctx.db.tenant.delete({ where: { id: other.id } });
});
const otherTenant = { quotaVcpus: 1, quotaMemoryBytes: gib, quotaDiskBytes: gib, quotaTrafficBytes: gib };

describe('a disc and instances', () => {
  test('a light VM has no drive', async () => {
    const isoId = await bringIn('for-light');
    const { id } = await makeEngineInstance(place.ctx, tenant);
    const attached = attachIso(place.ctx, { id, isoId, bootsFirst: true });
    expect(await refusalOf(attached)).toMatchObject({ reason: 'iso-needs-vm' });
  });

  test('where the engine starts no VMs, creating one is refused with its own reason', async (context) => {
    const { ctx } = place;
    if (instanceDrivers(await getServer(ctx.engine)).includes('qemu')) return context.skip();
    const isoId = await bringIn('for-vm');
    const size = { vcpus: 1, memoryBytes: gib, diskBytes: 4 * gib };
    const input = { tenant: tenant.slug, name: 'full', kind: 'vm', settings: { isoId }, ...size };
    await syncNodes({ db: ctx.db, engine: ctx.engine, pool: testPool, now: new Date() });
    const created = createInstance(ctx, createInstanceInput.parse(input));
    const refusal = await refusalOf(created);
    expect(refusal).toMatchObject({ reason: 'kind-not-supported' });
    // The words are the engine's own: what its node lacks.
    expect(JSON.stringify(refusal)).toMatch(/vhost_vsock|\/dev\/kvm|not operational|qemu/i);
  });
});
