import { afterAll, beforeAll, expect, test } from 'vitest';
import { isEngineError } from '#server/incus/engine-error.ts';
import { getInstance as getFromEngine } from '#server/incus/instances.ts';
import { createSshKey } from '#server/ssh-keys/create-ssh-key.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeImage } from '#server/testing/make-image.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { makeSshKey } from '#server/testing/ssh-guest.ts';
import { createInstance } from './create-instance.ts';
import { deleteInstance } from './delete-instance.ts';
import { getInstance } from './get-instance.ts';
import { reinstallInstance } from './reinstall-instance.ts';
import { renameInstance } from './rename-instance.ts';
import { resizeInstance } from './resize-instance.ts';
import { restartInstance } from './restart-instance.ts';
import { type CreateInstanceInput, createInstanceInput } from './schema.ts';
import { setRootPassword } from './set-root-password.ts';
import { startInstance } from './start-instance.ts';
import { stopInstance } from './stop-instance.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;

// One light VM from its creation to its end: each test goes on where the former one stopped.
let test0: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let key: Awaited<ReturnType<typeof makeSshKey>>;
let input: CreateInstanceInput;
let id: string;
let ipv4: string;

beforeAll(async () => {
  test0 = await openTestCtx();
  const { ctx } = test0;
  key = await makeSshKey();
  tenant = await makeEngineTenant(ctx);
  const { id: imageId } = await makeImage(ctx.db, { alias: 'debian/12' });
  const sshKey = await createSshKey(ctx, { tenant: tenant.slug, publicKey: key.publicKey });
  input = createInstanceInput.parse({
    tenant: tenant.slug,
    name: 'web-1',
    imageId,
    vcpus: 1,
    memoryBytes: 512 * mib,
    diskBytes: 2 * gib,
    sshKeyIds: [sshKey.id],
  });
});
afterAll(async () => {
  await tenant?.remove();
  await key?.remove();
  await test0?.close();
});

/** Runs what was started and gives the instance as it is then. */
async function ended(started: Promise<unknown>) {
  await started;
  await runQueuedJobs(test0.ctx);
  const failed = await test0.ctx.db.job.findFirst({ where: { state: { not: 'done' } } });
  expect(failed?.error ?? null).toBeNull();
  return getInstance(test0.ctx, id);
}
function inside(command: string): Promise<string> {
  return key.login(ipv4, command);
}

test('it has its address before it runs, and then it runs', async () => {
  const created = await createInstance(test0.ctx, input);
  id = created.instanceId;
  ipv4 = created.ipv4;
  const before = await getInstance(test0.ctx, id);
  expect(before).toMatchObject({ state: 'creating', ipv4, job: { kind: 'create-instance' } });
  const after = await ended(Promise.resolve());
  expect(after).toMatchObject({ state: 'running', ipv4, job: null, stateReason: null });
  expect(after.startedAt).not.toBeNull();
});

test('its owner logs in with the key and sees the own name, memory, CPU, disk and address', async () => {
  expect(await inside('hostname')).toBe('web-1');
  expect(await inside("free -m | awk '/Mem:/ {print $2}'")).toBe('512');
  expect(await inside('nproc')).toBe('1');
  expect(await inside('fallocate -l 3G /big 2>&1 || rm -f /big')).toContain('quota');
  expect(await inside("ip -4 -o addr show dev eth0 | awk '{print $4}'")).toBe(`${ipv4}/24`);
});

test('a second one of the same name is refused, and nothing is made', async () => {
  const refusal = await refusalOf(createInstance(test0.ctx, input));
  expect(refusal).toMatchObject({ code: 'conflict', reason: 'instance-name-taken', field: 'name' });
  expect(await test0.ctx.db.instance.count()).toBe(1);
});

test('a larger size is seen inside at once', async () => {
  const size = { vcpus: 2, memoryBytes: gib, diskBytes: 3 * gib };
  const resized = await ended(resizeInstance(test0.ctx, { id, ...size }));
  expect(resized).toMatchObject({ state: 'running', ...size });
  expect(await inside("free -m | awk '/Mem:/ {print $2}'")).toBe('1024');
  await expect.poll(() => inside('nproc')).toBe('2');
  expect(await inside('fallocate -l 2200M /big && rm /big && echo fits')).toBe('fits');
});

test('a disk does not shrink', async () => {
  const smaller = { id, vcpus: 2, memoryBytes: gib, diskBytes: gib };
  const refusal = await refusalOf(resizeInstance(test0.ctx, smaller));
  expect(refusal).toMatchObject({ reason: 'disk-cannot-shrink', params: { gib: 3 } });
});

test('a new root password is the one that the guest keeps', async () => {
  const { rootPassword } = await setRootPassword(test0.ctx, { id });
  const [, hash = ''] = (await inside('getent shadow root')).split(':');
  const { verify } = await import('unixcrypt');
  expect(verify(rootPassword, hash)).toBe(true);
});

test('a restart boots it anew', async () => {
  const before = await inside('cat /proc/1/stat | cut -d" " -f22');
  const restarted = await ended(restartInstance(test0.ctx, { id }));
  expect(restarted.state).toBe('running');
  expect(await inside('cat /proc/1/stat | cut -d" " -f22')).not.toBe(before);
});

test('a clean stop is no forced one', async () => {
  await inside('touch /root/kept');
  const startedAt = performance.now();
  const stopped = await ended(stopInstance(test0.ctx, { id }));
  expect(stopped).toMatchObject({ state: 'stopped', startedAt: null });
  expect(performance.now() - startedAt).toBeLessThan(25_000);
  const again = await refusalOf(stopInstance(test0.ctx, { id }));
  expect(again).toMatchObject({ code: 'wrong-state', reason: 'stop-needs-running' });
});

test('a stopped one gets another name, and the guest with its next start', async () => {
  const renamed = await ended(renameInstance(test0.ctx, { id, name: 'web-2' }));
  expect(renamed.name).toBe('web-2');
  await expect(onEngine('web-1')).rejects.toThrow(/not found/i);
  const started = await ended(startInstance(test0.ctx, { id }));
  expect(started).toMatchObject({ state: 'running', ipv4 });
  expect(await inside('hostname; ls /root/kept')).toBe('web-2\n/root/kept');
});

test('reinstalled, it has a new disk and the same id, address, size and key', async () => {
  const reinstalled = await ended(
    reinstallInstance(test0.ctx, { id, imageId: input.imageId ?? '', confirmName: 'web-2' }),
  );
  expect(reinstalled).toMatchObject({ id, name: 'web-2', ipv4, state: 'running', diskBytes: 3 * gib });
  expect(await inside('hostname; ls /root/kept 2>/dev/null || echo gone')).toBe('web-2\ngone');
  expect((await onEngine('web-2')).config['user.berth.id']).toBe(id);
});

test('it is deleted only by its name, and nothing of it is left', async () => {
  const refusal = await refusalOf(deleteInstance(test0.ctx, { id, confirmName: 'web-1' }));
  expect(refusal).toMatchObject({ reason: 'delete-name-differs', field: 'confirmName' });
  await deleteInstance(test0.ctx, { id, confirmName: 'web-2' });
  await runQueuedJobs(test0.ctx);
  expect(await test0.ctx.db.instance.count()).toBe(0);
  const error = await onEngine('web-2').catch((thrown) => thrown);
  expect(isEngineError(error, 'not-found')).toBe(true);
});

function onEngine(name: string) {
  return getFromEngine(test0.ctx.engine, { project: tenant.project, name });
}
