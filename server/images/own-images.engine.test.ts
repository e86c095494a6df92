import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { getInstanceFile } from '#server/incus/instance-files.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createOptions } from '#server/instances/create-options.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker, type Worker } from '#server/jobs/start-worker.ts';
import { waitForJob } from '#server/jobs/wait-for-job.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createImage } from './create-image.ts';
import { deleteImage } from './delete-image.ts';
import { getImage } from './get-image.ts';
import { listImages } from './list-images.ts';
import { updateImage } from './update-image.ts';

const gib = 1024 ** 3;
let opened: TestCtx;
let worker: Worker;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let other: Awaited<ReturnType<typeof makeEngineTenant>>;
let owner: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
  other = await makeEngineTenant(opened.ctx);
  owner = { ...opened.ctx, actor: makeMember({ ...tenant, name: tenant.slug }) };
  stranger = { ...opened.ctx, actor: makeMember({ ...other, name: other.slug }) };
  const { db, log, engine } = opened.ctx;
  worker = await startWorker(opened.url, jobKinds, { db, log, tools: { engine } });
});
afterAll(async () => {
  await worker?.stop();
  await tenant?.remove();
  await other?.remove();
  await opened?.close();
});

async function done(jobId: string | null) {
  expect(await waitForJob(opened.ctx.db, String(jobId), { timeoutSeconds: 100 })).toMatchObject({
    state: 'done',
  });
}
function ask(ctx: Ctx, slug: string, name: string, imageId: string) {
  const size = { vcpus: 1, memoryBytes: gib / 4, diskBytes: gib };
  return createInstance(ctx, createInstanceInput.parse({ tenant: slug, name, imageId, ...size }));
}
async function make(name: string, imageId: string) {
  const { instanceId, jobId } = await ask(owner, tenant.slug, name, imageId);
  await done(jobId);
  return instanceId;
}
const read = async (name: string, path: string) => {
  const { content } = await getInstanceFile(opened.ctx.engine, { project: tenant.project, name, path });
  return content.toString('utf8').trim();
};
/** What a guest makes at its first start is there a moment after it: until then it has what was in the image. */
async function identity(name: string, image = { key: '', machine: '' }) {
  const look = async () => {
    const [, key = ''] = (await read(name, '/etc/ssh/ssh_host_ed25519_key.pub').catch(() => '')).split(' ');
    return { key, machine: await read(name, '/etc/machine-id').catch(() => '') };
  };
  const isNew = ({ key, machine }: typeof image) =>
    key !== '' && key !== image.key && machine !== '' && machine !== image.machine;
  await expect.poll(async () => isNew(await look()), { timeout: 60_000 }).toBe(true);
  return look();
}

test('an instance becomes an image that its account alone has; each instance of it is somebody of its own', async () => {
  const { db } = opened.ctx;
  const { id: debian } = await makeImage(db, {
    alias: 'debian/12',
    defaultUser: 'root',
    hasCloudInit: true,
  });
  const first = await make('first', debian);
  const before = await identity('first');
  const running = createImage(owner, { instanceId: first, name: 'Mine' });
  expect(await refusalOf(running)).toMatchObject({ code: 'wrong-state', reason: 'image-needs-stopped' });
  await done((await stopInstance(owner, { id: first })).jobId);

  const asked = { instanceId: first, name: 'Mine', description: 'as I like it' };
  expect(await refusalOf(createImage(stranger, asked))).toMatchObject({ code: 'not-found' });
  const { imageId, jobId } = await createImage(owner, asked);
  await done(jobId);
  const id = String(imageId);
  const image = await getImage(owner, id);
  expect(image).toMatchObject({
    name: 'Mine',
    state: 'ready',
    isEnabled: true,
    originNote: 'first',
    os: 'Debian',
  });
  expect(image.sizeBytes).toBeGreaterThan(10 * 1024 ** 2);
  expect(image.sizeBytes).toBeLessThan(gib / 2);
  const { quota } = await createOptions(owner, tenant.slug);
  expect(quota.diskBytes.used).toBe(gib + image.sizeBytes);

  expect(await refusalOf(getImage(stranger, id))).toMatchObject({ code: 'not-found' });
  expect(await refusalOf(updateImage(stranger, { id, name: 'Theirs' }))).toMatchObject({ code: 'not-found' });
  expect(await refusalOf(deleteImage(stranger, { id }))).toMatchObject({ code: 'not-found' });
  expect(await refusalOf(ask(stranger, other.slug, 'thief', id))).toMatchObject({ reason: 'image-gone' });
  expect((await listImages(stranger, { tenant: other.slug })).items.map((each) => each.id)).not.toContain(id);
  expect((await createOptions(stranger, other.slug)).images.map((each) => each.id)).not.toContain(id);
  expect(
    (await listImages(owner, { tenant: tenant.slug, isOwn: true })).items.map((each) => each.id),
  ).toEqual([id]);

  await make('second', id);
  await make('third', id);
  const [second, third] = [await identity('second', before), await identity('third', before)];
  expect(new Set([before.key, second.key, third.key]).size).toBe(3);
  expect(new Set([before.machine, second.machine, third.machine]).size).toBe(3);
  expect(await read('second', '/etc/hostname')).toBe('second');

  expect(await refusalOf(updateImage(owner, { id, minDiskBytes: 2 * gib }))).toMatchObject({
    code: 'forbidden',
  });
  expect(await updateImage(owner, { id, name: 'Renamed' })).toMatchObject({ name: 'Renamed', instances: 2 });
  await done((await deleteImage(owner, { id })).jobId);
  expect(await refusalOf(getImage(owner, id))).toMatchObject({ code: 'not-found' });
  expect(await db.instance.count({ where: { tenantId: tenant.id, state: 'running' } })).toBe(2);
}, 240_000);
