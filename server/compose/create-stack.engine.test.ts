import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deploy } from '#server/deployments/deploy.ts';
import { listDeployments } from '#server/deployments/list-deployments.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import { startInstance } from '#server/instances/start-instance.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { seal } from '#server/secrets/seal.ts';
import { hasOciTools } from '#server/testing/build-oci-images.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { type Registry, startRegistry } from '#server/testing/start-registry.ts';
import { createStack } from './create-stack.ts';
import { createStackInput } from './schema.ts';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let registry: Registry;
let box: string;
let ends: string;

describe.skipIf(!hasOciTools)('a stack', () => {
  beforeAll(async () => {
    opened = await openTestCtx();
    const { ctx } = opened;
    tenant = await makeEngineTenant(ctx, { apps: 8, sandboxes: 2 });
    registry = await startRegistry(ctx.engine, tenant);
    box = (await registry.push('box')).reference;
    ends = (await registry.push('ends')).reference;
    const able = (kind: string) => ({ kind, isSupported: true, reason: null, reasonKey: null, params: {} });
    await ctx.db.node.create({
      data: { name: 'none', state: 'online', kinds: [able('app'), able('sandbox')], seenAt: new Date() },
    });
    const id = crypto.randomUUID();
    await ctx.db.registryLogin.create({
      data: {
        ...{ id, tenantId: tenant.id, host: registry.host, username: registry.username },
        ...{ password: seal(registry.password, id), caPem: registry.caPem },
      },
    });
  }, 120_000);
  afterAll(async () => {
    await tenant?.remove();
    await opened?.close();
  });

  const create = (stack: string, text: string) =>
    createStack(opened.ctx, createStackInput.parse({ tenant: tenant.slug, stack, text }));

  test('of two services: one asks the other, which is closed, by its name, once that is up', async () => {
    const { instances } = await create(
      'pair',
      `services:
  front:
    image: ${box}
    runtime: runsc
    restart: always
    networks: [default, inside]
    depends_on: [back_end]
    command:
      - sh
      - -c
      - /bin/busybox wget -qO /tmp/index.html http://back_end:8080/told.html; exec /bin/busybox httpd -f -p 8080 -h /tmp
    working_dir: /www
  back_end:
    image: ${box}
    restart: always
    ports: ["80:8080"]
    networks: [inside]
    entrypoint: [/bin/busybox, sh, -c]
    command: ['echo "told by $$0" >/www/told.html; exec /bin/busybox httpd -f -p 8080 -h /www', the back]
    healthcheck: {test: [CMD, /bin/busybox, wget, -qO-, "http://127.0.0.1:8080/"], interval: 1s, retries: 20}
networks: {inside: {internal: true}}
`,
    );
    expect(instances.map(({ name }) => name)).toEqual(['pair-back-end', 'pair-front']);
    await runQueuedJobs(opened.ctx);
    const { items } = await listInstances(opened.ctx, {
      tenant: tenant.slug,
      stack: 'pair',
      sort: 'name',
      order: 'asc',
    });
    expect(items).toMatchObject([
      { name: 'pair-back-end', kind: 'app', workload: { state: 'running', health: 'healthy' } },
      { name: 'pair-front', kind: 'sandbox', workload: { state: 'running' } },
    ]);
    const answer = await fetch(`http://${items[1]?.ipv4}:8080/index.html`, {
      signal: AbortSignal.timeout(5000),
    });
    expect((await answer.text()).trim()).toBe('told by the back');
    expect(await newest(instances[0]?.instanceId)).toMatchObject({ settings: { outgoing: false } });
    expect(await jobsInOrder(instances.map(({ instanceId }) => instanceId))).toEqual([
      ...['pair-back-end: create-instance', 'pair-front: create-instance'],
      ...['pair-back-end: deploy', 'pair-front: deploy'],
    ]);
  }, 120_000);

  test('one that does not come up is waited for until it is mended', async () => {
    const { instances } = await create(
      'late',
      `services:
  app: {image: "${box}", restart: always, depends_on: [db]}
  db: {image: "${ends}"}
`,
    );
    await runQueuedJobs(opened.ctx);
    const [db, app] = instances.map(({ instanceId }) => instanceId);
    expect(await newest(db)).toMatchObject({ state: 'failed' });
    expect(await newest(app)).toMatchObject({
      ...{ state: 'waiting', reason: 'deployment-waits', stateReason: 'It waits for late-db.' },
    });
    await deploy(opened.ctx, { id: db ?? '', settings: { image: box } });
    await runQueuedJobs(opened.ctx);
    expect(await newest(db)).toMatchObject({ number: 2, state: 'current' });
    expect(await newest(app)).toMatchObject({ number: 1, state: 'current', reason: null });
  }, 120_000);

  test('one that was stopped while it waited is deployed once it is started', async () => {
    const { instances } = await create(
      'slept',
      `services:
  app: {image: "${box}", restart: always, depends_on: [db]}
  db: {image: "${ends}"}
`,
    );
    await runQueuedJobs(opened.ctx);
    const [db = '', app = ''] = instances.map(({ instanceId }) => instanceId);
    await stopInstance(opened.ctx, { id: app, isForced: true });
    await deploy(opened.ctx, { id: db, settings: { image: box } });
    await runQueuedJobs(opened.ctx);
    expect(await newest(app)).toMatchObject({ state: 'waiting' });
    await startInstance(opened.ctx, { id: app });
    await runQueuedJobs(opened.ctx);
    expect(await newest(app)).toMatchObject({ number: 1, state: 'current' });
  }, 120_000);

  test('one that is deleted is not waited for', async () => {
    const { instances } = await create(
      'gone',
      `services:
  app: {image: "${box}", restart: always, depends_on: [db]}
  db: {image: "${ends}"}
`,
    );
    const [db, app] = instances.map(({ instanceId }) => instanceId);
    await runQueuedJobs(opened.ctx);
    await deleteInstance(opened.ctx, { id: db ?? '', confirmName: 'gone-db' });
    await runQueuedJobs(opened.ctx);
    expect(await newest(app)).toMatchObject({ state: 'current' });
  }, 120_000);
});

async function newest(id = '') {
  return (await listDeployments(opened.ctx, { id })).items[0];
}

async function jobsInOrder(ids: string[]): Promise<string[]> {
  const jobs = await opened.ctx.db.job.findMany({
    where: { instanceId: { in: ids } },
    orderBy: { createdAt: 'asc' },
  });
  return jobs.map(({ kind, subject }) => `${subject}: ${kind}`);
}
