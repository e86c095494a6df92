import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { testEngine } from '../testing/test-engine.ts';
import { tinyImage } from '../testing/tiny-image.ts';
import { execInInstance } from './exec-in-instance.ts';
import { isRunning, isStopped } from './instance.ts';
import { getConsoleLog } from './instance-console.ts';
import { deleteInstanceFile, getInstanceFile, putInstanceFile } from './instance-files.ts';
import { getInstanceState, setInstanceState } from './instance-state.ts';
import {
  createInstance,
  deleteInstance,
  getInstance,
  listInstances,
  patchInstance,
  rebuildInstance,
  renameInstance,
  updateInstance,
} from './instances.ts';
import { finishOperation, waitOperation } from './operations.ts';

const engine = testEngine();
let project: EngineProject;

beforeAll(async () => {
  project = await makeEngineProject(engine);
});
afterAll(async () => {
  await project?.remove();
  await engine.close();
});

async function change(name: string, action: 'start' | 'stop' | 'restart', timeoutSeconds = 10) {
  const operation = await setInstanceState(engine, { project: project.name, name, action, timeoutSeconds });
  return finishOperation(engine, operation);
}

test('an instance is created and started in one operation, and seen in lists', async () => {
  const ref = await project.makeInstance('made', {
    description: 'a test',
    config: { 'limits.cpu': '1', 'limits.memory': '64MiB', 'user.berth-test': 'x' },
  });
  const instance = await getInstance(engine, ref);
  expect(isRunning(instance)).toBe(true);
  expect(instance).toMatchObject({
    project: project.name,
    type: 'container',
    description: 'a test',
    profiles: [],
  });
  expect(instance.config['user.berth-test']).toBe('x');
  expect(instance.expandedDevices.root).toMatchObject({ path: '/', size: '64MiB' });
  expect(instance.createdAt).toBeInstanceOf(Date);
  expect(instance.state).toBeUndefined();

  const [listed] = await listInstances(engine, { project: project.name, withState: true });
  expect(listed?.state).toMatchObject({
    memoryTotalBytes: 64 * 1024 * 1024,
    diskTotalBytes: 64 * 1024 * 1024,
  });
  const everywhere = await listInstances(engine);
  expect(everywhere.some((found) => found.project === project.name && found.name === 'made')).toBe(true);
});

test('its state tells what it uses, and its console what it said', async () => {
  const ref = { project: project.name, name: 'made' };
  const state = await getInstanceState(engine, ref);
  expect(state.cpuSeconds).toBeGreaterThan(0);
  expect(state.memoryUsageBytes).toBeGreaterThan(0);
  expect(state.processes).toBeGreaterThan(0);
  expect(Object.keys(state.interfaces)).toContain('lo');
  expect(await getConsoleLog(engine, ref)).toContain('tiny: up');
});

test('a program gets its input and gives code and both outputs', async () => {
  const ref = { project: project.name, name: 'made' };
  const result = await execInInstance(engine, {
    ...ref,
    command: ['sh', '-c', 'wc -c; echo "$WORD in $PWD"; id -u; echo oops >&2; exit 3'],
    stdin: 'x'.repeat(300_000),
    environment: { WORD: 'hello' },
    cwd: '/tmp',
    uid: 65534,
  });
  expect({ ...result, stdout: result.stdout.toString(), stderr: result.stderr.toString() }).toEqual({
    code: 3,
    stdout: '300000\nhello in /tmp\n65534\n',
    stderr: 'oops\n',
    isTruncated: false,
  });
});

test('a short program loses nothing, however often', async () => {
  const ref = { project: project.name, name: 'made' };
  for (let round = 0; round < 25; round++) {
    const { code, stdout } = await execInInstance(engine, { ...ref, command: ['echo', String(round)] });
    expect([code, stdout.toString()]).toEqual([0, `${round}\n`]);
  }
});

test('output past the limit is dropped, and a program that is not there has a code', async () => {
  const ref = { project: project.name, name: 'made' };
  const command = ['sh', '-c', 'head -c 3000000 /dev/zero; echo end >&2'];
  const long = await execInInstance(engine, { ...ref, command, maxOutputBytes: 1000 });
  expect([long.stdout.length, long.isTruncated, long.stderr.toString()]).toEqual([1000, true, 'end\n']);
  expect((await execInInstance(engine, { ...ref, command: ['nonsense'] })).code).toBe(127);
});

test('a program that takes too long is killed', async () => {
  const ref = { project: project.name, name: 'made' };
  const slow = execInInstance(engine, { ...ref, command: ['sleep', '4321'] }, { timeoutSeconds: 1 });
  await expect(slow).rejects.toMatchObject({ kind: 'unavailable' });
  await expect
    .poll(async () => (await execInInstance(engine, { ...ref, command: ['ps'] })).stdout.toString())
    .not.toContain('4321');
});

test('files go in and come out', async () => {
  const file = { project: project.name, name: 'made', path: '/root/a file' };
  await putInstanceFile(engine, { ...file, content: 'привет', uid: 5, gid: 6, mode: 0o640 });
  const found = await getInstanceFile(engine, file);
  expect({ ...found, content: found.content.toString() }).toEqual({
    content: 'привет',
    uid: 5,
    gid: 6,
    mode: 0o640,
  });
  await expect(getInstanceFile(engine, { ...file, maxBytes: 3 })).rejects.toMatchObject({ kind: 'refused' });
  await expect(getInstanceFile(engine, { ...file, path: '/root' })).rejects.toMatchObject({
    kind: 'refused',
  });
  await deleteInstanceFile(engine, file);
  await expect(getInstanceFile(engine, file)).rejects.toMatchObject({ kind: 'not-found' });
});

test('settings change while it runs, and a stale whole is not put back', async () => {
  const ref = { project: project.name, name: 'made' };
  const before = await getInstance(engine, ref);
  await patchInstance(engine, { ...ref, config: { 'limits.memory': '96MiB', 'user.berth-test': '' } });
  const after = await getInstance(engine, ref);
  expect(after.config).not.toHaveProperty('user.berth-test');
  expect((await getInstanceState(engine, ref)).memoryTotalBytes).toBe(96 * 1024 * 1024);
  await expect(updateInstance(engine, before)).rejects.toMatchObject({ kind: 'conflict', status: 412 });
  await finishOperation(engine, await updateInstance(engine, { ...after, description: 'changed' }));
  expect((await getInstance(engine, ref)).description).toBe('changed');
});

test('a name that is taken is a conflict, and so is starting what runs', async () => {
  const again = await createInstance(engine, await project.tiny('made'));
  await expect(finishOperation(engine, again)).rejects.toMatchObject({ kind: 'conflict' });
  await expect(change('made', 'start')).rejects.toMatchObject({ kind: 'conflict' });
});

test('a clean stop that the guest refuses ends in time, and the guest runs on', async () => {
  const ref = { project: project.name, name: 'made' };
  await execInInstance(engine, { ...ref, command: ['touch', '/etc/refuse-stop'] });
  const operation = await setInstanceState(engine, { ...ref, action: 'stop', timeoutSeconds: 1 });
  expect(await waitOperation(engine, operation)).toMatchObject({ state: 'failed' });
  expect(isRunning(await getInstance(engine, ref))).toBe(true);
  const forced = await setInstanceState(engine, { ...ref, action: 'stop', force: true });
  expect(await waitOperation(engine, forced)).toMatchObject({ state: 'done' });
});

test('a stopped one is rebuilt to a fresh disk and renamed', async () => {
  const ref = { project: project.name, name: 'made' };
  const { fingerprint } = await tinyImage(engine);
  await finishOperation(engine, await rebuildInstance(engine, { ...ref, source: { fingerprint } }));
  await finishOperation(engine, await renameInstance(engine, { ...ref, newName: 'renamed' }));
  await expect(getInstance(engine, ref)).rejects.toMatchObject({ kind: 'not-found' });
  await change('renamed', 'start');
  const renamed = { ...ref, name: 'renamed' };
  expect(isRunning(await getInstance(engine, renamed))).toBe(true);
  const look = await execInInstance(engine, { ...renamed, command: ['test', '-e', '/etc/refuse-stop'] });
  expect(look.code).toBe(1);
});

test('a clean stop works, and what is stopped can be deleted', async () => {
  const ref = { project: project.name, name: 'renamed' };
  await change('renamed', 'restart');
  await expect(deleteInstance(engine, ref)).rejects.toMatchObject({ kind: 'conflict' });
  await change('renamed', 'stop');
  expect(isStopped(await getInstance(engine, ref))).toBe(true);
  await expect(execInInstance(engine, { ...ref, command: ['true'] })).rejects.toMatchObject({
    kind: 'refused',
  });
  await finishOperation(engine, await deleteInstance(engine, ref));
  await expect(getInstance(engine, ref)).rejects.toMatchObject({ kind: 'not-found' });
});
