import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { testEngine, testPool } from '../testing/test-engine.ts';
import {
  deleteCustomVolume,
  findCustomVolume,
  importIsoVolume,
  listCustomVolumes,
} from './custom-volumes.ts';
import { finishOperation } from './operations.ts';
import { getProjectState, patchProject } from './projects.ts';

const engine = testEngine();
const mib = 1024 ** 2;
let project: EngineProject;
const volume = (name: string) => ({ project: project.name, pool: testPool, name });

beforeAll(async () => {
  project = await makeEngineProject(engine);
});
afterAll(async () => {
  for (const { name } of await listCustomVolumes(engine, { project: project.name, pool: testPool }))
    await deleteCustomVolume(engine, volume(name));
  await project?.remove();
  await engine.close();
});

const upload = async (name: string, sizeBytes: number) => {
  const content = Readable.from(Buffer.alloc(sizeBytes, name));
  return finishOperation(engine, await importIsoVolume(engine, { ...volume(name), content, sizeBytes }));
};

test('the image of a disc becomes a volume that counts, and goes again', async () => {
  await upload('disc', 8 * mib);
  expect(await findCustomVolume(engine, volume('disc'))).toMatchObject({
    contentType: 'iso',
    config: { size: String(8 * mib) },
    usedBy: [],
  });
  expect((await getProjectState(engine, { name: project.name })).disk?.usage).toBeGreaterThanOrEqual(8 * mib);
  await deleteCustomVolume(engine, volume('disc'));
  expect(await findCustomVolume(engine, volume('disc'))).toBeUndefined();
});

test('the engine takes none beyond the limit, and keeps nothing of it', async () => {
  await patchProject(engine, { name: project.name, config: { 'limits.disk': '4MiB' } });
  await expect(upload('large', 8 * mib)).rejects.toMatchObject({
    kind: 'refused',
    engineMessage: expect.stringContaining('exceeding quota'),
  });
  expect(await findCustomVolume(engine, volume('large'))).toBeUndefined();
  await patchProject(engine, { name: project.name, config: { 'limits.disk': '' } });
});

test('a second one of the same name fails, and the first stays', async () => {
  await upload('twice', mib);
  await expect(upload('twice', 2 * mib)).rejects.toMatchObject({ kind: 'conflict' });
  expect((await findCustomVolume(engine, volume('twice')))?.config.size).toBe(String(mib));
});
