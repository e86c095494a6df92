import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createInstance } from '#server/instances/create-instance.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { restartInstance } from '#server/instances/restart-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { seal } from '#server/secrets/seal.ts';
import { hasOciTools } from '#server/testing/build-oci-images.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { type Registry, startRegistry } from '#server/testing/start-registry.ts';
import { deploy } from './deploy.ts';
import { listDeploymentLines } from './list-deployment-lines.ts';
import { listDeployments } from './list-deployments.ts';
import { returnTo } from './return-to.ts';
import { lookAtWorkloads } from './workloads.loop.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
const secret = 'a-secret-that-nobody-sees';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let registry: Registry;
let images: Record<'web' | 'ends' | 'unwell' | 'tell', string>;
let id: string;
let ipv4: string;

// One app from its creation to its end: each test goes on where the former one stopped.
describe.skipIf(!hasOciTools)('an app', () => {
  beforeAll(async () => {
    opened = await openTestCtx();
    const { ctx } = opened;
    tenant = await makeEngineTenant(ctx, { apps: 2, sandboxes: 2 });
    registry = await startRegistry(ctx.engine, tenant);
    const push = async (image: 'web' | 'ends' | 'unwell' | 'tell') => (await registry.push(image)).reference;
    images = {
      web: await push('web'),
      ends: await push('ends'),
      unwell: await push('unwell'),
      tell: await push('tell'),
    };
    await ctx.db.node.create({
      data: { name: 'none', state: 'online', kinds: [able('app'), able('sandbox')], seenAt: new Date() },
    });
    const login = crypto.randomUUID();
    await ctx.db.registryLogin.create({
      data: {
        ...{ id: login, tenantId: tenant.id, host: registry.host, username: registry.username },
        ...{ password: seal(registry.password, login), caPem: registry.caPem },
      },
    });
  }, 120_000);
  afterAll(async () => {
    await tenant?.remove();
    await opened?.close();
  });

  test('is made, fetched and run, with what its owner wanted', async () => {
    const created = await createInstance(opened.ctx, wanted());
    ({ instanceId: id, ipv4 } = created);
    await runQueuedJobs(opened.ctx);
    expect(await versions()).toEqual([[1, 'current', null]]);
    expect(await answer()).toBe('ok');
    const view = await getInstance(opened.ctx, id);
    expect(view).toMatchObject({ kind: 'app', state: 'running', workload: { number: 1, state: 'running' } });
    const said = (await lines(1)).join('\n');
    expect(said).toContain(`Fetching ${images.web} as ${registry.username}`);
    expect(said).toContain('Version 1 is up');
  }, 60_000);

  test('nobody reads its secrets in any row, and they survive a restart of the shell', async () => {
    const environment = [{ name: 'TOKEN', value: secret, isSecret: true }];
    await deploy(opened.ctx, { id, settings: { image: images.tell, environment, restart: once } });
    await runQueuedJobs(opened.ctx);
    expect(await rowsWith(secret)).toEqual([]);
    await deploy(opened.ctx, { id, settings: { image: images.web } });
    await runQueuedJobs(opened.ctx);
    await restartInstance(opened.ctx, { id });
    await runQueuedJobs(opened.ctx);
    expect(await answer()).toBe('ok');
  }, 60_000);

  test.each([
    ['that ends', () => ({ image: images.ends }), /ended with code 3/],
    ['that is not healthy', () => ({ image: images.unwell, health }), /not healthy/],
    ['that is not there', () => ({ image: `${registry.host}/tests/nothing:1` }), /could not be fetched/],
  ])(
    'a version %s is taken back, and the former one answers again',
    async (_title, settings, reason) => {
      const { number } = await deploy(opened.ctx, { id, settings: settings() });
      await runQueuedJobs(opened.ctx);
      const [newest] = (await listDeployments(opened.ctx, { id })).items;
      expect(newest).toMatchObject({ number, state: 'returned' });
      expect(newest?.stateReason).toMatch(reason);
      expect(await answer()).toBe('ok');
    },
    90_000,
  );

  test('becomes a sandbox by one switch, and comes back to what it was', async () => {
    await deploy(opened.ctx, { id, kind: 'sandbox', settings: { image: images.web } });
    await runQueuedJobs(opened.ctx);
    expect((await versions())[0]).toEqual([expect.any(Number), 'current', null]);
    expect(await getInstance(opened.ctx, id)).toMatchObject({ kind: 'sandbox' });
    expect(await answer()).toBe('ok');
    await returnTo(opened.ctx, { id, number: 3 });
    await runQueuedJobs(opened.ctx);
    expect(await getInstance(opened.ctx, id)).toMatchObject({ kind: 'app', workload: { state: 'running' } });
    expect((await listDeployments(opened.ctx, { id })).items[0]?.settings.image).toContain('@sha256:');
    expect(await answer()).toBe('ok');
  }, 90_000);

  test('a loop sees how it is doing', async () => {
    await opened.ctx.db.instance.update({ where: { id }, data: { workload: {} } });
    await lookAtWorkloads(opened.ctx, new AbortController().signal);
    expect((await getInstance(opened.ctx, id)).workload).toMatchObject({ state: 'running', exitCode: null });
  });

  test('goes with all that it was', async () => {
    const { name } = await getInstance(opened.ctx, id);
    await deleteInstance(opened.ctx, { id, confirmName: name });
    await runQueuedJobs(opened.ctx);
    expect(await opened.ctx.db.deployment.count({ where: { instanceId: id } })).toBe(0);
  }, 60_000);
});

const once = { policy: 'no', max: null };
const health = {
  test: { kind: 'http', port: 8080, path: '/' },
  ...{ intervalSeconds: 1, timeoutSeconds: 1, retries: 2, startSeconds: 1 },
};

function able(kind: string) {
  return { kind, isSupported: true, reason: null, reasonKey: null, params: {} };
}

function wanted() {
  return createInstanceInput.parse({
    ...{ tenant: tenant.slug, kind: 'app', name: 'web-1', vcpus: 1 },
    ...{ memoryBytes: 256 * mib, diskBytes: 2 * gib },
    settings: { image: images.web, health: { ...health, startSeconds: 30 } },
  });
}

/** After a restart the shell runs before what is in it. */
async function answer(): Promise<string> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      const response = await fetch(`http://${ipv4}:8080/`, { signal: AbortSignal.timeout(5000) });
      return (await response.text()).trim();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function versions() {
  const { items } = await listDeployments(opened.ctx, { id });
  return items.map(({ number, state, stateReason }) => [number, state, stateReason]);
}

async function lines(number: number): Promise<string[]> {
  const read = await listDeploymentLines(opened.ctx, { id, number, after: -1 });
  return read.lines.map(({ text }) => text);
}

/** Tables with a row in which the text can be read. */
async function rowsWith(text: string): Promise<string[]> {
  const { db } = opened.ctx;
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`;
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await db.$queryRawUnsafe<{ count: number }[]>(
        `SELECT count(*)::int AS count FROM "${name}" t WHERE t::text LIKE $1`,
        `%${text}%`,
      );
      return row?.count ? [name] : [];
    }),
  );
  return found.flat();
}
