import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { env } from '#server/env.ts';
import type { Engine } from '#server/incus/engine.ts';
import { deleteImage, listImages } from '#server/incus/images.ts';
import { createInstance, listInstances } from '#server/incus/instances.ts';
import { finishOperation } from '#server/incus/operations.ts';
import { createProject, deleteProject, patchProject } from '#server/incus/projects.ts';
import { getStoragePool } from '#server/incus/storage-pools.ts';
import { listImageVolumes } from '#server/incus/storage-volumes.ts';
import { importEmptyImage } from '#server/testing/import-empty-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { ownName } from '#server/testing/own-name.ts';
import { keepsImages } from './list-image-places.ts';
import { removeWarmer, warmerKey } from './remove-warmers.ts';
import { syncImages } from './sync-images.ts';
import { warmImages } from './warm-images.ts';

/** Images of a project of its own: nobody who uses this engine is offered them meanwhile. */
const project = `berth-${ownName()}`;
let panel: TestCtx;
let fingerprint: string;

beforeAll(async () => {
  panel = await openTestCtx();
  await createProject(panel.ctx.engine, {
    name: project,
    config: { 'features.images': 'true', 'features.profiles': 'true' },
  });
});
beforeEach(async () => {
  await panel.ctx.db.image.deleteMany();
  await removeImages();
  const properties = { os: 'Tiny', description: 'Tiny' };
  fingerprint = await importEmptyImage(panel.ctx.engine, { project, aliases: ['tiny/warm'], properties });
  await syncImages({ db: panel.ctx.db, engine: panel.ctx.engine, project });
});
afterAll(async () => {
  const { engine } = panel.ctx;
  for (const { name } of await listInstances(engine, { project }))
    await removeWarmer(engine, { project, name });
  await removeImages();
  await deleteProject(engine, { name: project });
  await panel.close();
});

async function removeImages(): Promise<void> {
  const { engine } = panel.ctx;
  for (const image of await listImages(engine, { project })) {
    const { fingerprint: former } = image;
    await finishOperation(engine, await deleteImage(engine, { project, fingerprint: former }));
  }
}

const pass = (engine: Engine = panel.ctx.engine, rests = new Map<string, number>()) =>
  warmImages({ db: panel.ctx.db, log: panel.ctx.log, engine, project, rests });
const row = () => panel.ctx.db.image.findUniqueOrThrow({ where: { alias: 'tiny/warm' } });
const names = async () => (await listInstances(panel.ctx.engine, { project })).map(({ name }) => name);

async function isUnpacked(): Promise<boolean> {
  const volumes = await listImageVolumes(panel.ctx.engine, { pool: env().BERTH_POOL });
  return volumes.some(({ name }) => name === fingerprint);
}

/** The same engine, and what was asked of it to change something. */
function watched(): { engine: Engine; changes: string[] } {
  const changes: string[] = [];
  const engine: Engine = {
    ...panel.ctx.engine,
    onCall: ({ method, path }) => method !== 'GET' && changes.push(`${method} ${path}`),
  };
  return { engine, changes };
}

test('an image on offer is unpacked before anybody asks for it, once, and nothing else is left', async () => {
  expect(keepsImages(await getStoragePool(panel.ctx.engine, { name: env().BERTH_POOL }))).toBe(true);
  expect(await isUnpacked()).toBe(false);
  const first = watched();
  await pass(first.engine);
  expect(first.changes[0]).toBe('POST /1.0/instances');
  expect(await isUnpacked()).toBe(true);
  expect(await row()).toMatchObject({ warmPlaces: 1, allPlaces: 1, warmError: null });
  expect(await names()).toEqual([]);

  const again = watched();
  await pass(again.engine);
  expect(again.changes).toEqual([]);
});

test('an image that is not on offer stays packed', async () => {
  await panel.ctx.db.image.updateMany({ data: { isEnabled: false } });
  await pass();
  expect(await isUnpacked()).toBe(false);
});

test('workers at the same moment end alike', async () => {
  await Promise.all([pass(), pass(), pass()]);
  await pass();
  expect(await isUnpacked()).toBe(true);
  expect(await row()).toMatchObject({ warmPlaces: 1, allPlaces: 1, warmError: null });
  expect(await names()).toEqual([]);
});

test('what a killed worker left is taken away, and nothing of others', async () => {
  const { engine } = panel.ctx;
  const root = { type: 'disk', path: '/', pool: env().BERTH_POOL };
  const make = async (name: string, config: Record<string, string>) => {
    const wish = { project, name, type: 'container', source: { fingerprint }, config } as const;
    await finishOperation(engine, await createInstance(engine, { ...wish, devices: { root }, start: false }));
  };
  await make('berth-warm-left', { [warmerKey]: fingerprint });
  await make('berth-warm-other', {});
  await pass();
  expect(await names()).toEqual(['berth-warm-other']);
  await removeWarmer(engine, { project, name: 'berth-warm-other' });
});

test('why it could not be unpacked is in its row; it is tried again after a rest', async () => {
  const { engine } = panel.ctx;
  await patchProject(engine, { name: project, config: { 'limits.containers': '0' } });
  const rests = new Map<string, number>();
  await pass(engine, rests);
  const failed = await row();
  expect(failed).toMatchObject({ warmPlaces: 0, allPlaces: 1 });
  expect(failed.warmError).toContain('Reached maximum number of instances');
  await patchProject(engine, { name: project, config: { 'limits.containers': '' } });

  const resting = watched();
  await pass(resting.engine, rests);
  expect(resting.changes).toEqual([]);
  expect(await row()).toMatchObject({ warmError: failed.warmError });
  rests.clear();
  await pass(engine, rests);
  expect(await row()).toMatchObject({ warmPlaces: 1, allPlaces: 1, warmError: null });
});
