import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { listImages } from '#server/incus/images.ts';
import { makeMember, makeOperator } from '#server/testing/make-actor.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { removeFromEngine } from './remove-from-engine.ts';
import { uploadImage } from './upload-image.ts';

const run = promisify(execFile);
const family = `test-${crypto.randomUUID().slice(0, 8)}`;
let panel: TestCtx;
let operator: Ctx;
let folder: string;

beforeAll(async () => {
  panel = await openTestCtx();
  operator = { ...panel.ctx, actor: makeOperator() };
  folder = await mkdtemp(join(tmpdir(), 'berth-upload-'));
  const architecture = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
  await run('mkdir', ['-p', join(folder, 'rootfs/etc')]);
  await writeFile(join(folder, 'rootfs/etc/hostname'), folder);
  await writeFile(
    join(folder, 'metadata.yaml'),
    JSON.stringify({
      architecture,
      creation_date: Math.floor(Date.now() / 1000),
      properties: { os: 'Tiny', release: 'up' },
    }),
  );
  const inFolder = { cwd: folder };
  await run('tar', ['-czf', 'whole.tar.gz', 'metadata.yaml', 'rootfs'], inFolder);
  await run('tar', ['-czf', 'metadata.tar.gz', 'metadata.yaml'], inFolder);
  await run('mksquashfs', ['rootfs', 'rootfs.squashfs', '-quiet', '-no-progress'], inFolder);
  await writeFile(join(folder, 'notes.txt'), 'no image at all\n'.repeat(1000));
});
afterEach(async () => {
  const { engine } = panel.ctx;
  for (const image of await listImages(engine)) {
    const alias = image.aliases.find((name) => name.startsWith(family));
    if (alias) await removeFromEngine(engine, image, alias);
  }
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await panel.close();
});

const whole = async (name: string) => ({
  sizeBytes: (await stat(join(folder, name))).size,
  body: () => createReadStream(join(folder, name)) as AsyncIterable<Uint8Array>,
});
const left = async () =>
  (await listImages(panel.ctx.engine)).filter(({ aliases }) =>
    aliases.some((name) => name.startsWith(family)),
  );

test('one archive becomes an image on offer', async () => {
  const alias = `${family}/whole`;
  const { imageId } = await uploadImage(operator, { alias, name: 'Ours' }, await whole('whole.tar.gz'));
  const row = await panel.ctx.db.image.findUniqueOrThrow({ where: { id: String(imageId) } });
  expect(row).toMatchObject({
    alias,
    name: 'Ours',
    os: 'Tiny',
    release: 'up',
    origin: 'upload',
    isEnabled: true,
  });
  const again = uploadImage(operator, { alias }, await whole('whole.tar.gz'));
  expect(await refusalOf(again)).toMatchObject({ code: 'conflict', reason: 'image-alias-taken' });
  const same = uploadImage(operator, { alias: `${family}/same` }, await whole('whole.tar.gz'));
  expect(await refusalOf(same)).toMatchObject({ code: 'conflict', reason: 'image-upload-same' });
  expect(await left()).toHaveLength(1);
});

test('metadata and root file system in two parts', async () => {
  const parts = await Promise.all(
    ['metadata.tar.gz', 'rootfs.squashfs'].map((name) => readFile(join(folder, name))),
  );
  const bytes = Buffer.concat(parts);
  // Cut anywhere but between the parts.
  const sent = {
    sizeBytes: bytes.length,
    body: () => Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]),
  };
  const alias = `${family}/split`;
  const metadataBytes = parts[0]?.length;
  const { imageId } = await uploadImage(operator, { alias, metadataBytes }, sent);
  expect(await panel.ctx.db.image.findUnique({ where: { id: String(imageId) } })).toMatchObject({
    ...{ alias, os: 'Tiny', origin: 'upload', isPresent: true },
  });
});

test('an image of a day that no calendar has never reaches the engine', async () => {
  const file = join(folder, 'later');
  await run('mkdir', ['-p', file]);
  const said = { architecture: 'x86_64', creation_date: Date.now(), properties: {} };
  await writeFile(join(file, 'metadata.yaml'), JSON.stringify(said));
  await run('tar', ['-czf', 'later.tar.gz', '-C', file, 'metadata.yaml'], { cwd: folder });
  const refusal = await refusalOf(
    uploadImage(operator, { alias: `${family}/later` }, await whole('later.tar.gz')),
  );
  expect(refusal).toMatchObject({
    reason: 'image-upload-no-image',
    params: { why: expect.stringContaining('creation_date') },
  });
});

test.each(['notes.txt', 'metadata.tar.gz', 'rootfs.squashfs'])(
  '%s is no image: said so, and nothing is left',
  async (file) => {
    const refusal = await refusalOf(uploadImage(operator, { alias: `${family}/no` }, await whole(file)));
    expect(refusal).toMatchObject({ code: 'refused', reason: 'image-upload-no-image' });
    expect(await left()).toEqual([]);
    expect(await panel.ctx.db.image.count({ where: { alias: `${family}/no` } })).toBe(0);
  },
);

test('what breaks off or is too large leaves nothing', async () => {
  async function* broken() {
    yield new Uint8Array(100);
    throw new Error('the line was cut');
  }
  const cut = { sizeBytes: undefined, body: broken };
  await expect(uploadImage(operator, { alias: `${family}/cut` }, cut)).rejects.toThrow('the line was cut');
  const huge = { ...(await whole('whole.tar.gz')), sizeBytes: 1024 ** 5 };
  expect(await refusalOf(uploadImage(operator, { alias: `${family}/huge` }, huge))).toMatchObject({
    reason: 'image-upload-too-large',
  });
  expect(await left()).toEqual([]);
});

test('is for operators', async () => {
  const member = { ...panel.ctx, actor: makeMember(await makeTenant(panel.ctx.db)) };
  const sent = await whole('whole.tar.gz');
  expect(await refusalOf(uploadImage(member, { alias: `${family}/mine` }, sent))).toMatchObject({
    code: 'not-found',
  });
});
