import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { testEngine, testPool } from '../testing/test-engine.ts';
import { createInstance, type InstanceInput, patchInstance } from './instances.ts';
import { finishOperation } from './operations.ts';
import {
  createProject,
  deleteProject,
  getProject,
  getProjectState,
  patchProject,
  updateProject,
} from './projects.ts';

const engine = testEngine();
let project: EngineProject;

const mib = 1024 * 1024;

beforeAll(async () => {
  project = await makeEngineProject(engine, {
    'limits.containers': '2',
    'limits.cpu': '3',
    'limits.memory': '256MiB',
    'limits.disk': '256MiB',
  });
  await project.makeInstance('one');
});
afterAll(async () => {
  await project?.remove();
  await engine.close();
});

async function create(wish: Partial<InstanceInput>) {
  return finishOperation(engine, await createInstance(engine, await project.tiny('two', wish)));
}
const root = { type: 'disk', path: '/', pool: testPool };

test.each<[string, Partial<InstanceInput>, RegExp]>([
  [
    'memory',
    { config: { 'limits.cpu': '1', 'limits.memory': '200MiB' } },
    /Reached maximum aggregate value "256MiB" for "limits.memory"/,
  ],
  [
    'CPUs',
    { config: { 'limits.cpu': '3', 'limits.memory': '64MiB' } },
    /Reached maximum aggregate value "3" for "limits.cpu"/,
  ],
  [
    'disk',
    { devices: { root: { ...root, size: '200MiB' } } },
    /Reached maximum aggregate value "256MiB" for "limits.disk"/,
  ],
  ['an instance without a limit', { config: {} }, /has no "limits\.(cpu|memory)" config/],
  [
    'privileges',
    { config: { 'limits.cpu': '1', 'limits.memory': '64MiB', 'security.privileged': 'true' } },
    /Privileged containers are forbidden/,
  ],
  [
    'a folder of the host',
    { devices: { root: { ...root, size: '64MiB' }, host: { type: 'disk', source: '/etc', path: '/mnt' } } },
    /Attaching disks not backed by a pool is forbidden/,
  ],
])('the engine refuses what is over the limit or not allowed: %s', async (_what, wish, text) => {
  await expect(create(wish)).rejects.toMatchObject({
    kind: 'refused',
    project: project.name,
    engineMessage: expect.stringMatching(text),
  });
});

test('growing past the limit is refused, too', async () => {
  const ref = { project: project.name, name: 'one' };
  const grown = patchInstance(engine, { ...ref, config: { 'limits.memory': '512MiB' } });
  await expect(grown).rejects.toMatchObject({ kind: 'refused' });
});

test('the number of instances is limited', async () => {
  await create({});
  const third = project.tiny('three').then((input) => createInstance(engine, input));
  await expect(third).rejects.toMatchObject({
    kind: 'refused',
    engineMessage: expect.stringContaining('Reached maximum number of instances of type "container"'),
  });
});

test('what is used is told, and limits below it are refused', async () => {
  expect(await getProjectState(engine, project)).toMatchObject({
    containers: { usage: 2, limit: 2 },
    memory: { usage: 128 * mib, limit: 256 * mib },
    disk: { usage: 128 * mib, limit: 256 * mib },
    cpu: { usage: 2, limit: 3 },
    networks: { limit: undefined },
  });
  const lower = patchProject(engine, { name: project.name, config: { 'limits.memory': '64MiB' } });
  await expect(lower).rejects.toMatchObject({
    kind: 'refused',
    engineMessage: '"limits.memory" is too low: current total is "128.0MiB"',
  });
});

test('a change of one key leaves the others, and an empty text unsets', async () => {
  await patchProject(engine, { name: project.name, config: { 'limits.memory': '512MiB', 'user.note': 'x' } });
  const changed = await getProject(engine, project);
  expect(changed.config).toMatchObject({ 'limits.memory': '512MiB', 'limits.cpu': '3', restricted: 'true' });
  await patchProject(engine, { name: project.name, config: { 'user.note': '' } });
  expect((await getProject(engine, project)).config).not.toHaveProperty('user.note');
  await expect(updateProject(engine, changed)).rejects.toMatchObject({ kind: 'conflict', status: 412 });
});

test('a name that is taken and a project in use are conflicts, a missing one is not found', async () => {
  const taken = createProject(engine, { name: project.name, config: {} });
  await expect(taken).rejects.toMatchObject({ kind: 'conflict' });
  await expect(deleteProject(engine, project)).rejects.toMatchObject({ kind: 'conflict' });
  const missing = getProject(engine, { name: `${project.name}-x` });
  await expect(missing).rejects.toMatchObject({ kind: 'not-found', status: 404 });
});
