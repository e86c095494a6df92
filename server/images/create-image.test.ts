import { mkdir, mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#server/context.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeInstance } from '#server/testing/make-instance.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { createImage } from './create-image.ts';

const gib = 1024 ** 3;
let folder: string;
let place: TestCtx;
let owner: Ctx;
let tenantId: string;

beforeAll(async () => {
  // Nobody asks the engine of this socket for anything: only where its files are matters.
  folder = await mkdtemp(path.join(tmpdir(), 'berth-test-engine-'));
  await mkdir(path.join(folder, 'images'));
  place = await openTestCtx({ engineUrl: `unix://${folder}/unix.socket` });
  const tenant = await makeTenant(place.ctx.db, { quotaDiskBytes: 2 ** 50 });
  tenantId = tenant.id;
  owner = { ...place.ctx, actor: makeMember(tenant) };
});
afterAll(async () => {
  await place?.close();
  await rm(folder, { recursive: true, force: true });
});

async function makeSource(diskBytes: number): Promise<string> {
  return (await makeInstance(place.ctx.db, { tenantId, diskBytes })).id;
}

test('an image is refused for which the engine has no room beside everything else', async () => {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  const large = await makeSource(freeBytes);
  const refused = await refusalOf(createImage(owner, { instanceId: large, name: 'Large' }));
  expect(refused).toMatchObject({ code: 'unavailable', reason: 'image-no-room' });

  const small = await makeSource(gib);
  const { imageId } = await createImage(owner, { instanceId: small, name: 'Small' });
  expect(await place.ctx.db.image.count()).toBe(1);

  // One that is being made has its room already.
  await place.ctx.db.image.update({ where: { id: String(imageId) }, data: { sizeBytes: freeBytes } });
  const next = await makeSource(gib);
  expect(await refusalOf(createImage(owner, { instanceId: next, name: 'Next' }))).toMatchObject({
    reason: 'image-no-room',
  });
});
