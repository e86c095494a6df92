import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EngineProject, makeEngineProject } from '../testing/make-engine-project.ts';
import { testEngine, testPool } from '../testing/test-engine.ts';
import { listMembers } from './cluster.ts';
import { execInInstance } from './exec-in-instance.ts';
import { getInstanceState } from './instance-state.ts';
import { listInstanceMetrics } from './metrics.ts';
import { getResources } from './resources.ts';
import { getServer, instanceDrivers } from './server.ts';
import { getStoragePool, getStoragePoolSpace, listStoragePools } from './storage-pools.ts';

const engine = testEngine();
let project: EngineProject;

beforeAll(async () => {
  project = await makeEngineProject(engine);
});
afterAll(async () => {
  await project?.remove();
  await engine.close();
});

test('the server tells what it is and can do', async () => {
  const server = await getServer(engine);
  expect(server.auth).toBe('trusted');
  expect(server.environment.server).toBe('incus');
  expect(instanceDrivers(server)).toContain('lxc');
  expect(server.api_extensions).toEqual(expect.arrayContaining(['etag', 'instances_rebuild', 'metrics']));
});

test('the drivers are read one by one', () => {
  const server = (driver: string) => ({ environment: { driver } }) as Awaited<ReturnType<typeof getServer>>;
  expect(instanceDrivers(server('lxc | qemu'))).toEqual(['lxc', 'qemu']);
  expect(instanceDrivers(server(''))).toEqual([]);
});

test('a node has CPUs, memory and disks', async () => {
  const resources = await getResources(engine);
  expect(resources.threads).toBeGreaterThan(0);
  expect(resources.memoryTotalBytes).toBeGreaterThan(resources.memoryUsedBytes);
  expect(resources.memoryUsedBytes).toBeGreaterThan(0);
});

test('there is at least one member, and it is online', async () => {
  const [first] = await listMembers(engine);
  expect(first).toMatchObject({ status: 'Online' });
  expect(first?.name).not.toBe('');
});

test('the pool is there and has room', async () => {
  expect((await listStoragePools(engine)).map(({ name }) => name)).toContain(testPool);
  expect(await getStoragePool(engine, { name: testPool })).toMatchObject({
    name: testPool,
    status: 'Created',
  });
  const space = await getStoragePoolSpace(engine, { name: testPool });
  expect(space.totalBytes).toBeGreaterThan(space.usedBytes);
  await expect(getStoragePool(engine, { name: 'no-such' })).rejects.toMatchObject({ kind: 'not-found' });
});

test('the metrics of an instance agree with its state', async () => {
  const ref = await project.makeInstance('measured');
  const burn = 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; head -c 20000000 /dev/zero > /tmp/x';
  await execInInstance(engine, { ...ref, command: ['sh', '-c', burn] });
  const [metrics, ...more] = await listInstanceMetrics(engine, { project: project.name });
  const state = await getInstanceState(engine, ref);
  expect(more).toEqual([]);
  expect(metrics).toMatchObject({
    project: project.name,
    name: 'measured',
    memoryTotalBytes: 64 * 1024 ** 2,
  });
  expect(metrics?.cpuSeconds).toBeGreaterThan(0.05);
  expect(Math.abs((metrics?.cpuSeconds ?? 0) - state.cpuSeconds)).toBeLessThan(0.5);
  expect(metrics?.processes).toBeGreaterThan(0);
  expect(metrics?.memoryUsageBytes).toBeLessThan(20_000_000);
});
