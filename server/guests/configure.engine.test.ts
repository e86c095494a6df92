import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { getInstance } from '#server/incus/instances.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { restartInstance } from '#server/instances/restart-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { getMetadata } from './get-metadata.ts';
import { getNesting } from './get-nesting.ts';
import { setMetadata } from './set-metadata.ts';
import { setNesting } from './set-nesting.ts';

const mib = 1024 ** 2;
const name = 'configured';
let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let id: string;

beforeAll(async () => {
  opened = await openTestCtx();
  const { ctx } = opened;
  tenant = await makeEngineTenant(ctx);
  const { id: imageId } = await makeImage(ctx.db, { alias: 'debian/12/minimal' });
  const size = { vcpus: 1, memoryBytes: 256 * mib, diskBytes: 2048 * mib };
  const wish = { tenant: tenant.slug, name, imageId, ...size };
  id = (await createInstance(ctx, createInstanceInput.parse(wish))).instanceId;
  await runQueuedJobs(ctx);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});

async function run(...command: string[]) {
  const ref = { project: tenant.project, name };
  const { code, stdout } = await execInInstance(opened.ctx.engine, { ...ref, command });
  return { code, stdout: stdout.toString() };
}
const perl = `use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new("/dev/incus/sock") or die;
print $s "GET /1.0/config/$ARGV[0] HTTP/1.0\\r\\nHost: x\\r\\n\\r\\n"; local $/; print <$s>;`;

/** The engine answers the guest with 500 now and then, while an instance of somebody else comes or goes. */
const role = async () => (await run('perl', '-e', perl, 'user.meta.role')).stdout;

test('metadata is the customer’s, is replaced as a whole and seen in the guest', async () => {
  const { ctx } = opened;
  const set = async (metadata: Record<string, string>) => {
    await setMetadata(ctx, { id, metadata });
    await runQueuedJobs(ctx);
    return getMetadata(ctx, { id });
  };
  expect(await getMetadata(ctx, { id })).toEqual({ metadata: {} });
  const first = { role: 'web', 'app.version': 'v1 = "новая" & $HOME' };
  expect(await set(first)).toEqual({ metadata: first });
  await expect.poll(role).toMatch(/200 OK[\s\S]*\r\nweb$/);
  expect(await set({ tier: 'gold' })).toEqual({ metadata: { tier: 'gold' } });
  await expect.poll(role).toMatch(/ 404 /);
  const { config } = await getInstance(ctx.engine, { project: tenant.project, name });
  expect(config['user.berth.id']).toBe(id);
  expect(await set({})).toEqual({ metadata: {} });
});

/** What Docker and Podman do for each container: a /proc of its own. */
const nested = ['unshare', '-Urpf', '--mount-proc', 'true'];

test('containers inside: where the plan allows it, from the next start on, and no more', async () => {
  const { ctx } = opened;
  const set = await makePlanSet(false);
  expect((await run(...nested)).code).not.toBe(0);
  expect(await getNesting(ctx, { id })).toEqual({ isOn: false, isAllowed: false });
  expect(await refusalOf(setNesting(ctx, { id, isOn: true }))).toMatchObject({
    reason: 'nesting-not-allowed',
  });

  await ctx.db.planSet.update({ where: { id: set }, data: { allowsNesting: true } });
  await setNesting(ctx, { id, isOn: true });
  await runQueuedJobs(ctx);
  expect(await getNesting(ctx, { id })).toEqual({ isOn: true, isAllowed: true });
  expect((await run(...nested)).code).not.toBe(0);
  await restart();
  expect((await run(...nested)).code).toBe(0);

  // What the plan allows no more can still be given back.
  await ctx.db.planSet.update({ where: { id: set }, data: { allowsNesting: false } });
  await setNesting(ctx, { id, isOn: false });
  await runQueuedJobs(ctx);
  await restart();
  expect(await getNesting(ctx, { id })).toEqual({ isOn: false, isAllowed: false });
  expect((await run(...nested)).code).not.toBe(0);

  async function restart() {
    await restartInstance(ctx, { id });
    await runQueuedJobs(ctx);
  }
  async function makePlanSet(allowsNesting: boolean): Promise<string> {
    const { id: planSetId } = await ctx.db.planSet.create({ data: { name: 'of the test', allowsNesting } });
    await ctx.db.tenant.update({ where: { id: tenant.id }, data: { planSetId } });
    return planSetId;
  }
});
