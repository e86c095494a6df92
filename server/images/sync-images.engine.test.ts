import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createImageAlias,
  deleteImage,
  deleteImageAlias,
  listImages,
  moveImageAlias,
} from '#server/incus/images.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { createProject, deleteProject } from '#server/incus/projects.ts';
import { importEmptyImage } from '#server/testing/import-empty-image.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { ownName } from '#server/testing/own-name.ts';
import { startImageLoop } from './image.loop.ts';
import { syncImages } from './sync-images.ts';

/** Images of a project of its own: nobody who uses this engine is offered them meanwhile. */
const project = `berth-${ownName()}`;
let panel: TestCtx;

beforeAll(async () => {
  panel = await openTestCtx();
  await createProject(panel.ctx.engine, { name: project, config: { 'features.images': 'true' } });
});
afterAll(async () => {
  const { engine } = panel.ctx;
  for (const { fingerprint } of await listImages(engine, { project })) {
    await finishOperation(engine, await deleteImage(engine, { project, fingerprint }));
  }
  await deleteProject(engine, { name: project });
  await panel.close();
});

const importEmpty = (aliases: string[], properties: Record<string, string>) =>
  importEmptyImage(panel.ctx.engine, { project, aliases, properties });
const pass = () => syncImages({ db: panel.ctx.db, engine: panel.ctx.engine, project });
const row = (alias: string) => panel.ctx.db.image.findUnique({ where: { alias } });

test('an image comes on offer, follows its alias, goes, and comes back as the operator left it', async () => {
  const { engine, db } = panel.ctx;
  const properties = {
    os: 'Tiny',
    release: 'one',
    description: 'Tiny one',
    'berth.default_user': 'tina',
    'berth.cloud_init': 'false',
  };
  const first = await importEmpty(['tiny/1', 'not-for-customers'], properties);
  await pass();
  expect(await row('tiny/1')).toMatchObject({
    fingerprint: first,
    name: 'Tiny one',
    os: 'Tiny',
    release: 'one',
    defaultUser: 'tina',
    hasCloudInit: false,
    isEnabled: true,
    isPresent: true,
  });
  expect(await row('not-for-customers')).toBeNull();

  await db.image.update({
    where: { alias: 'tiny/1' },
    data: { name: 'Our tiny one', defaultUser: 'root', isEnabled: false },
  });
  await deleteImageAlias(engine, { project, alias: 'tiny/1' });
  await pass();
  expect(await row('tiny/1')).toMatchObject({ isPresent: false });

  const second = await importEmpty(['tiny/1'], { ...properties, description: 'Tiny two' });
  await pass();
  expect(await row('tiny/1')).toMatchObject({
    fingerprint: second,
    isPresent: true,
    name: 'Our tiny one',
    defaultUser: 'root',
    isEnabled: false,
  });
  await createImageAlias(engine, { project, alias: 'tiny/one', fingerprint: second });
  await pass();
  expect(await row('tiny/one')).toMatchObject({ name: 'Tiny two', isEnabled: true });
});

test('a shell is in no list', async () => {
  await importEmpty(['shell/tiny'], { os: 'Tiny' });
  await pass();
  expect(await row('shell/tiny')).toBeNull();
});

test('what a customer has made is theirs, and is said to be gone and to be back', async () => {
  const { db, engine } = panel.ctx;
  const { id: tenantId } = await makeTenant(db);
  const alias = `berth-image-${crypto.randomUUID()}`;
  const fingerprint = await importEmpty([alias], { os: 'Tiny' });
  const { id } = await makeImage(db, { alias, fingerprint, tenant: { connect: { id: tenantId } } });
  const app = await makeImage(db, { origin: 'registry', kind: 'app' });
  await pass();
  expect(await row(alias)).toMatchObject({ id, tenantId, isPresent: true });
  await deleteImageAlias(engine, { project, alias });
  await pass();
  expect(await row(alias)).toMatchObject({ isPresent: false });
  await createImageAlias(engine, { project, alias, fingerprint });
  await pass();
  expect(await row(alias)).toMatchObject({ id, isPresent: true });
  expect(await row(app.alias)).toMatchObject({ isPresent: true });
});

test('another image under the same name is taken over, and told of once', async () => {
  const { engine, db } = panel.ctx;
  const properties = { os: 'Tiny', release: 'moved', description: 'Tiny moved' };
  const former = await importEmpty(['tiny/moved'], properties);
  await pass();
  const fingerprint = await importEmpty(['tiny/other'], properties);
  await moveImageAlias(engine, { project, alias: 'tiny/moved', fingerprint });
  await pass();
  await pass();
  const id = (await row('tiny/moved'))?.id;
  expect(await db.finding.findMany({ where: { kind: 'image-changed' } })).toMatchObject([
    {
      ...{ subjectKey: `image:${id}`, subject: 'Tiny moved', tenantId: null, state: 'mended' },
      outcome: 'taken-over',
      details: { changes: [{ what: 'fingerprint', is: former, wanted: fingerprint }] },
    },
  ]);
  expect(await row('tiny/moved')).toMatchObject({ fingerprint });
});

test('a pass that finds nothing new writes nothing', async () => {
  await pass();
  const before = await panel.ctx.db.image.findMany({ orderBy: { alias: 'asc' } });
  await pass();
  expect(await panel.ctx.db.image.findMany({ orderBy: { alias: 'asc' } })).toEqual(before);
});

test('a row of before we asked for cloud-init is put right, and nothing is told of a change', async () => {
  const { db } = panel.ctx;
  const before = await row('tiny/1');
  await db.image.update({ where: { alias: 'tiny/1' }, data: { hasCloudInit: true } });
  const told = await db.finding.count();
  await pass();
  expect(await row('tiny/1')).toMatchObject({ hasCloudInit: false, warmPlaces: before?.warmPlaces });
  expect(await db.finding.count()).toBe(told);
});

test('the loop makes its first pass at once, and stops when it is told to', async () => {
  const { db } = panel.ctx;
  await db.image.updateMany({ data: { isPresent: true } });
  const loop = startImageLoop(panel.ctx);
  const gone = { alias: { startsWith: 'tiny/' }, isPresent: true };
  await expect.poll(() => db.image.count({ where: gone }), { timeout: 20_000 }).toBe(0);
  await loop.stop();
});
