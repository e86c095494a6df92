import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { statfs, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { importIso } from '#server/vms/import-iso.ts';
import { createUpload } from './create-upload.ts';
import { deleteUpload } from './delete-upload.ts';
import { getUpload } from './get-upload.ts';
import { listUploads } from './list-uploads.ts';
import { readUpload } from './read-upload.ts';
import { receiveUpload } from './receive-upload.ts';
import { sweepUploads } from './sweep-uploads.ts';
import { takeUpload } from './take-upload.ts';
import { removeUploadFile, uploadFile } from './upload-files.ts';
import { uploadOffset } from './upload-offset.ts';

const mib = 1024 ** 2;
let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeTenant>>;
let ctx: Ctx;
const made: string[] = [];

beforeAll(async () => {
  opened = await openTestCtx();
});
afterAll(() => opened?.close());
afterEach(async () => {
  for (const id of made.splice(0)) await removeUploadFile(id);
  await opened.ctx.db.upload.deleteMany();
});
beforeEach(async () => {
  const { db } = opened.ctx;
  const name = randomBytes(4).toString('hex');
  const planSet = await db.planSet.create({ data: { name, maxUploadBytes: 10 * mib } });
  tenant = await makeTenant(db, { planSetId: planSet.id });
  ctx = { ...opened.ctx, actor: makeMember(tenant, 'developer') };
});

/** A raw disk: a boot signature in its first sector, noise behind. */
function disk(bytes: number): Buffer {
  const content = randomBytes(bytes);
  content.writeUInt16LE(0xaa55, 510);
  return content.fill(0, 0, 8).fill(0, 60, 70);
}

async function begin(sizeBytes: number, purpose: 'disk' | 'kernel' | 'iso' = 'disk', name = 'a disk.img') {
  const { id } = await createUpload(ctx, { tenant: tenant.slug, name, purpose, sizeBytes });
  made.push(id);
  return id;
}
const send = (id: string, offset: number, bytes: Buffer) =>
  receiveUpload(ctx, { id, offset, body: Readable.from([bytes]) });

async function checked(id: string) {
  for (let tries = 0; tries < 200; tries++) {
    const view = await getUpload(ctx, { id });
    if (view.state !== 'receiving' && view.state !== 'checking') return view;
    await delay(20);
  }
  throw new Error('it was not checked');
}

test('a file comes in parts, is checked, and is read again byte for byte', async () => {
  const content = disk(3 * mib);
  const id = await begin(content.length);
  expect(statSync(uploadFile(id)).mode & 0o777).toBe(0o600);
  expect(await send(id, 0, content.subarray(0, mib))).toBe(mib);
  expect(await getUpload(ctx, { id })).toMatchObject({
    state: 'receiving',
    receivedBytes: mib,
    sha256: null,
  });
  expect(await send(id, mib, content.subarray(mib))).toBe(3 * mib);
  const sha256 = createHash('sha256').update(content).digest('hex');
  expect(await checked(id)).toMatchObject({
    state: 'ready',
    sha256,
    format: 'raw',
    isBootable: true,
    expiresAt: null,
  });
  const place = { id, tenantId: tenant.id, purpose: 'disk' } as const;
  expect(await takeUpload(ctx.db, place)).toMatchObject({ sha256, sizeBytes: 3 * mib, format: 'raw' });
  const read = createHash('sha256');
  for await (const chunk of await readUpload(ctx.db, id)) read.update(chunk as Buffer);
  expect(read.digest('hex')).toBe(sha256);
  expect(await refusalOf(send(id, 0, content))).toMatchObject({ reason: 'upload-offset' });
});

test('a line that breaks off loses nothing: the next part goes on from what is there', async () => {
  const content = disk(2 * mib);
  const id = await begin(content.length);
  const line = new PassThrough();
  const sending = receiveUpload(ctx, { id, offset: 0, body: line });
  line.write(content.subarray(0, 700_000));
  await expect.poll(() => statSync(uploadFile(id)).size).toBe(700_000);
  line.destroy(new Error('the line broke off'));
  expect(await sending).toBe(700_000);
  expect(await uploadOffset(ctx, { id })).toMatchObject({ receivedBytes: 700_000 });
  await send(id, 700_000, content.subarray(700_000));
  expect(await checked(id)).toMatchObject({ sha256: createHash('sha256').update(content).digest('hex') });
});

test('a line that breaks off before a byte of it was read is one that brought nothing', async () => {
  const id = await begin(1000);
  const line = new PassThrough();
  const sending = receiveUpload(ctx, { id, offset: 0, body: line });
  line.destroy(new Error('the line broke off'));
  expect(await sending).toBe(0);
});

test('who asks anew goes before a request that hangs', async () => {
  const content = disk(2 * mib);
  const id = await begin(content.length);
  const hanging = new PassThrough();
  const sending = receiveUpload(ctx, { id, offset: 0, body: hanging });
  hanging.write(content.subarray(0, mib));
  await expect.poll(() => statSync(uploadFile(id)).size).toBe(mib);
  const { receivedBytes } = await uploadOffset(ctx, { id });
  expect(receivedBytes).toBe(mib);
  expect(await sending).toBe(mib);
  expect(await send(id, receivedBytes, content.subarray(mib))).toBe(2 * mib);
  expect((await checked(id)).state).toBe('ready');
});

test('another offset, more bytes than there are, and nothing are refused and change nothing', async () => {
  const id = await begin(1000);
  expect(await refusalOf(send(id, 10, Buffer.alloc(1)))).toMatchObject({
    code: 'conflict',
    reason: 'upload-offset',
    params: { received: 0 },
  });
  expect(await refusalOf(send(id, 0, Buffer.alloc(1001)))).toMatchObject({
    code: 'invalid',
    reason: 'upload-over',
  });
  expect(statSync(uploadFile(id)).size).toBe(0);
});

test('what does not fit its purpose, and what is nothing, is refused with the reason', async () => {
  const kernel = await begin(4096, 'kernel');
  await send(kernel, 0, disk(4096));
  expect(await checked(kernel)).toMatchObject({
    state: 'refused',
    reason: 'format-wrong-purpose',
    message: 'This is a raw disk, and a kernel is needed here.',
  });
  const packed = await begin(512, 'iso');
  await send(packed, 0, Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(510)]));
  expect(await checked(packed)).toMatchObject({ reason: 'format-packed', reasonParams: { name: 'gzip' } });
  const place = { id: packed, tenantId: tenant.id, purpose: 'iso' } as const;
  expect(await refusalOf(takeUpload(ctx.db, place))).toMatchObject({ reason: 'upload-not-ready' });
});

test('one file and all together have limits, by the plans of the tenant', async () => {
  expect(await refusalOf(begin(10 * mib + 1))).toMatchObject({
    code: 'quota-exceeded',
    reason: 'upload-too-large',
    params: { mib: 11, limit: 10 },
  });
  for (let i = 0; i < 4; i++) await begin(10 * mib);
  expect(await refusalOf(begin(1))).toMatchObject({
    reason: 'upload-quota',
    params: { limit: 40, used: 40 },
  });
  expect(await listUploads(ctx, { tenant: tenant.slug })).toMatchObject({ maxBytes: 10 * mib, leftBytes: 0 });
  const ends = await Promise.all(
    (await listUploads(ctx, { tenant: tenant.slug })).items.map(({ id }) =>
      refusalOf(deleteUpload(ctx, { id })),
    ),
  );
  expect(ends).toEqual(['done', 'done', 'done', 'done']);
  const races = await Promise.all([1, 2, 3, 4, 5, 6].map(() => refusalOf(begin(8 * mib))));
  expect(races.filter((end) => end === 'done')).toHaveLength(5);
});

test('what was promised to the uploads of others is not promised again, and each part looks anew', async () => {
  await ctx.db.planSet.updateMany({ data: { maxUploadBytes: 2n ** 50n } });
  const { bavail, bsize } = await statfs(path.dirname(uploadFile('any')));
  const most = Math.floor(bavail * bsize * 0.6);
  const id = await begin(most);
  const other = await makeTenant(ctx.db, { planSetId: tenant.planSetId });
  const theirs = { ...ctx, actor: makeMember(other, 'developer') };
  const input = { tenant: other.slug, name: 'large.img', purpose: 'disk' as const, sizeBytes: most };
  const full = { code: 'unavailable', reason: 'upload-disk-full' };
  expect(await refusalOf(createUpload(theirs, input))).toMatchObject(full);
  // What has come counts no more: a file that has all its bytes, with a hole in place of them.
  await truncate(uploadFile(id), most);
  const next = await createUpload(theirs, input);
  made.push(next.id);
  await ctx.db.upload.update({ where: { id: next.id }, data: { sizeBytes: 2n ** 50n } });
  const part = { id: next.id, offset: 0, body: Readable.from([Buffer.alloc(1)]) };
  expect(await refusalOf(receiveUpload(theirs, part))).toMatchObject(full);
  expect(statSync(uploadFile(next.id)).size).toBe(0);
});

test('of two that ask at once for the last room one gets it', async () => {
  await ctx.db.planSet.updateMany({ data: { maxUploadBytes: 2n ** 50n } });
  const { bavail, bsize } = await statfs(path.dirname(uploadFile('any')));
  const others = await Promise.all([1, 2, 3].map(() => makeTenant(ctx.db, { planSetId: tenant.planSetId })));
  const ends = await Promise.allSettled(
    others.map((other) =>
      createUpload(
        { ...ctx, actor: makeMember(other, 'developer') },
        {
          tenant: other.slug,
          name: 'large.img',
          purpose: 'disk',
          sizeBytes: Math.floor(bavail * bsize * 0.6),
        },
      ),
    ),
  );
  const got = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value.id] : []));
  made.push(...got);
  expect(got).toHaveLength(1);
});

test('to another tenant it is not there, a reader may only look, a suspended tenant may not begin', async () => {
  const id = await begin(1000);
  const stranger = { ...ctx, actor: makeMember(await makeTenant(ctx.db)) };
  const nowhere = { code: 'not-found' };
  expect(await refusalOf(getUpload(stranger, { id }))).toMatchObject(nowhere);
  expect(await refusalOf(uploadOffset(stranger, { id }))).toMatchObject(nowhere);
  expect(await refusalOf(deleteUpload(stranger, { id }))).toMatchObject(nowhere);
  const theirs = { id, offset: 0, body: Readable.from([Buffer.alloc(1)]) };
  expect(await refusalOf(receiveUpload(stranger, theirs))).toMatchObject(nowhere);
  expect(await refusalOf(listUploads(stranger, { tenant: tenant.slug }))).toMatchObject(nowhere);
  const reader = { ...ctx, actor: makeMember(tenant, 'reader') };
  expect(await refusalOf(deleteUpload(reader, { id }))).toMatchObject({ code: 'forbidden' });
  expect(await getUpload(reader, { id })).toMatchObject({ id });
  await ctx.db.tenant.update({ where: { id: tenant.id }, data: { state: 'suspended' } });
  expect(await refusalOf(begin(1))).toMatchObject({ code: 'suspended' });
});

test('a deleted upload takes its file along; one that an instance runs stays', async () => {
  const id = await begin(1000);
  await ctx.db.upload.update({ where: { id }, data: { state: 'ready' } });
  const facts = {
    name: 'uni-1',
    kind: 'unikernel',
    state: 'running',
    vcpus: 1,
    memoryBytes: 1,
    diskBytes: 1,
  };
  const { id: instanceId } = await ctx.db.instance.create({ data: { tenantId: tenant.id, ...facts } });
  const version = { instanceId, number: 1, kind: 'unikernel', state: 'current', actorName: 'ada' };
  const { id: deploymentId } = await ctx.db.deployment.create({
    data: { ...version, settings: { kernelId: id } },
  });
  expect(await refusalOf(deleteUpload(ctx, { id }))).toMatchObject({
    reason: 'upload-in-use',
    params: { instance: 'uni-1' },
  });
  await ctx.db.deployment.update({ where: { id: deploymentId }, data: { state: 'former' } });
  await deleteUpload(ctx, { id });
  expect(existsSync(uploadFile(id))).toBe(false);
});

test('an upload that a disc is made of is neither made into another one nor deleted', async () => {
  const id = await begin(1000, 'iso');
  await ctx.db.upload.update({ where: { id }, data: { state: 'ready', sha256: 'a'.repeat(64) } });
  const make = (name: string) => importIso(ctx, { tenant: tenant.slug, name, uploadId: id });
  const ends = await Promise.all([refusalOf(make('one.iso')), refusalOf(make('two.iso'))]);
  expect(ends.filter((end) => end === 'done')).toHaveLength(1);
  const taken = { code: 'conflict', reason: 'upload-being-imported' };
  expect(ends.find((end) => end !== 'done')).toMatchObject(taken);
  expect(await refusalOf(deleteUpload(ctx, { id }))).toMatchObject(taken);
  expect(existsSync(uploadFile(id))).toBe(true);
  await ctx.db.job.updateMany({ where: { tenantId: tenant.id }, data: { state: 'failed' } });
  expect(await refusalOf(deleteUpload(ctx, { id }))).toBe('done');
});

test('the loop removes what nobody goes on with and stray files, and checks what a crash has left', async () => {
  const content = disk(2048);
  const [idle, fresh, left] = [await begin(2048), await begin(2048), await begin(2048)];
  await send(left, 0, content);
  await checked(left);
  const long = new Date(Date.now() - 25 * 3_600_000);
  await ctx.db.upload.update({
    where: { id: left },
    data: { state: 'checking', sha256: null, updatedAt: long },
  });
  await ctx.db.upload.update({ where: { id: idle }, data: { updatedAt: long } });
  utimesSync(uploadFile(idle), long, long);
  const stray = await begin(2048);
  await ctx.db.upload.delete({ where: { id: stray } });
  utimesSync(uploadFile(stray), long, long);
  await sweepUploads(opened.ctx, new Date());
  expect(await refusalOf(getUpload(ctx, { id: idle }))).toMatchObject({ code: 'not-found' });
  expect([idle, stray, fresh].map((id) => existsSync(uploadFile(id)))).toEqual([false, false, true]);
  expect(await getUpload(ctx, { id: left })).toMatchObject({ state: 'ready', format: 'raw' });
  expect(await text(await readUpload(ctx.db, left))).toBe(readFileSync(uploadFile(left)).toString());
});

test('a whole file whose check never began is checked when it is asked for, and by the loop', async () => {
  const [asked, swept] = [await begin(2048), await begin(2048)];
  const long = new Date(Date.now() - 25 * 3_600_000);
  for (const id of [asked, swept]) {
    await writeFile(uploadFile(id), disk(2048));
    utimesSync(uploadFile(id), long, long);
    await ctx.db.upload.update({ where: { id }, data: { updatedAt: long } });
  }
  expect(await uploadOffset(ctx, { id: asked })).toMatchObject({ receivedBytes: 2048 });
  expect(await checked(asked)).toMatchObject({ state: 'ready', format: 'raw' });
  await sweepUploads(opened.ctx, new Date());
  expect(await checked(swept)).toMatchObject({ state: 'ready', format: 'raw' });
});
