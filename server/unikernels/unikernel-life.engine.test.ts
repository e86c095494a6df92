import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from '#server/deployments/deploy.ts';
import { listDeploymentLines } from '#server/deployments/list-deployment-lines.ts';
import { listDeployments } from '#server/deployments/list-deployments.ts';
import { returnTo } from '#server/deployments/return-to.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { getInstance } from '#server/instances/get-instance.ts';
import { resizeInstance } from '#server/instances/resize-instance.ts';
import { restartInstance } from '#server/instances/restart-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { knownKvm } from '#server/nodes/known-kvm.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeUpload } from '#server/testing/make-upload.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { kernelStatus } from './shell-shapes.ts';

const mib = 1024 ** 2;
const gib = 1024 ** 3;
const address = 'ip={ip}/{prefix} gw={gateway}';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let kernel: Awaited<ReturnType<typeof makeUpload>>;
let place: string;
let id: string;
let ipv4: string;

// One unikernel from its creation to its end: each test goes on where the former one stopped.
beforeAll(async () => {
  opened = await openTestCtx();
  const { ctx } = opened;
  await ctx.db.planSet.create({ data: { name: 'all', isDefault: true, allowsEmulation: true } });
  tenant = await makeEngineTenant(ctx, { unikernels: 2 });
  const able = { kind: 'unikernel', isSupported: true, reason: null, reasonKey: null, params: {} };
  await ctx.db.node.create({ data: { name: 'none', state: 'online', kinds: [able], seenAt: new Date() } });
  place = mkdtempSync(path.join(tmpdir(), 'berth-demo-'));
  execFileSync('images/demo-unikernel/compile.sh', [path.join(place, 'demo.elf')]);
  const content = readFileSync(path.join(place, 'demo.elf'));
  kernel = await makeUpload(ctx, tenant, { purpose: 'kernel', content });
});
afterAll(async () => {
  await tenant?.remove();
  if (place) rmSync(place, { recursive: true, force: true });
  await opened?.ctx.db.deployment.deleteMany();
  await kernel?.remove();
  await opened?.close();
});

test('the demo is told to be a PVH kernel, is sent, checked and run, and answers at the address of its instance', async () => {
  expect(kernel).toMatchObject({ format: 'pvh' });
  const wanted = createInstanceInput.parse({
    ...{ tenant: tenant.slug, kind: 'unikernel', name: 'uni-1', vcpus: 1 },
    ...{ memoryBytes: 128 * mib, diskBytes: gib },
    settings: { kernelId: kernel.id, commandLine: address },
  });
  ({ instanceId: id, ipv4 } = await createInstance(opened.ctx, wanted));
  await runQueuedJobs(opened.ctx);
  expect(await lines(1)).toContain('Version 1 is up');
  expect(await versions()).toEqual([[1, 'current', null]]);
  expect(await answer()).toBe('ok');
  const view = await getInstance(opened.ctx, id);
  expect(view).toMatchObject({ state: 'running', workload: { number: 1, state: 'running', restarts: 0 } });
  const line = (await lines(1)).join('\n');
  const by = /Starting version 1: pvh on microvm, (emulated|by KVM)/.exec(line)?.[1];
  expect(view.workload?.accelerator).toBe(by === 'emulated' ? 'tcg' : 'kvm');
});

test('it comes up again with its shell, and a larger one gives it more memory', async () => {
  const before = await status();
  await restartInstance(opened.ctx, { id });
  await runQueuedJobs(opened.ctx);
  expect(await answer()).toBe('ok');
  await resizeInstance(opened.ctx, { id, memoryBytes: 192 * mib, vcpus: 1, diskBytes: gib });
  await runQueuedJobs(opened.ctx);
  await restartInstance(opened.ctx, { id });
  await runQueuedJobs(opened.ctx);
  expect(await answer()).toBe('ok');
  expect((await status()).guestMemoryBytes).toBe((before.guestMemoryBytes ?? 0) + 63 * mib); // beside what QEMU itself takes for it
});

test('an end with a code is seen, and the policy starts it again', async () => {
  await fetch(`http://${ipv4}/exit?code=7`);
  await delay(100);
  const seen = await status();
  expect(seen).toMatchObject({ exitCode: 7 });
  expect(await answer()).toBe('ok');
  expect((await status()).restarts).toBe(1);
});

test('a version that ends is taken back, and the former one answers again', async () => {
  const settings = { kernelId: kernel.id, commandLine: 'exit=3', restart: { policy: 'no', max: null } };
  const { number } = await deploy(opened.ctx, { id, settings });
  await runQueuedJobs(opened.ctx);
  const [newest] = (await listDeployments(opened.ctx, { id })).items;
  expect(newest).toMatchObject({ number, state: 'returned' });
  expect(newest?.stateReason).toMatch(/ended with code 3/);
  expect((await lines(number)).join('\n')).toContain('demo unikernel: ends with 3');
  expect(await answer()).toBe('ok');
});

test('a new version stays when it runs, and a former one is returned to', async () => {
  await deploy(opened.ctx, { id, settings: { kernelId: kernel.id, commandLine: `${address} second` } });
  await runQueuedJobs(opened.ctx);
  expect((await versions())[0]).toEqual([3, 'current', null]);
  await returnTo(opened.ctx, { id, number: 1 });
  await runQueuedJobs(opened.ctx);
  expect((await versions())[0]).toEqual([4, 'current', null]);
  expect(await answer()).toBe('ok');
});

test('without KVM and a plan that allows emulation nothing new is run, and the former one goes on', async () => {
  const { db } = opened.ctx;
  const third = { id, settings: { kernelId: kernel.id, commandLine: `${address} third` } };
  const kvm = await knownKvm(db, 'unikernel', new Date());
  expect(kvm).not.toBe('unknown');
  await db.planSet.updateMany({ data: { allowsEmulation: false } });
  if (kvm === 'none') {
    expect(await refusalOf(deploy(opened.ctx, third))).toMatchObject({ reason: 'emulation-not-allowed' });
  }
  // Where nobody knows yet, the shell finds it out, and it is known from then on.
  await db.node.updateMany({ data: { hasKvm: null, kvmSeenAt: null } });
  await deploy(opened.ctx, third);
  await runQueuedJobs(opened.ctx);
  await db.planSet.updateMany({ data: { allowsEmulation: true } });
  const [newest] = (await listDeployments(opened.ctx, { id })).items;
  if (newest?.state !== 'current') expect(newest?.stateReason).toMatch(/KVM/);
  expect(await knownKvm(db, 'unikernel', new Date())).toBe(kvm);
  expect(await answer()).toBe('ok');
});

test('the demo that the shell has is deployed without any upload', async () => {
  await deploy(opened.ctx, { id, settings: { isDemo: true, commandLine: `${address} demo` } });
  await runQueuedJobs(opened.ctx);
  const [newest] = (await listDeployments(opened.ctx, { id })).items;
  expect(newest).toMatchObject({ state: 'current', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  expect((await lines(newest?.number ?? 0)).join('\n')).toContain('pvh on microvm');
  expect(await answer()).toBe('ok');
  await returnTo(opened.ctx, { id, number: 4 });
  await runQueuedJobs(opened.ctx);
  await returnTo(opened.ctx, { id, number: newest?.number ?? 0 });
  await runQueuedJobs(opened.ctx);
  expect((await versions())[0]).toEqual([(newest?.number ?? 0) + 2, 'current', null]);
  expect(await answer()).toBe('ok');
});

test('what is no kernel, or a disk that cannot start, is refused before anything is made', async () => {
  const input = (settings: object, diskBytes = gib) =>
    createInstance(
      opened.ctx,
      createInstanceInput.parse({
        ...{ tenant: tenant.slug, kind: 'unikernel', name: 'uni-2', vcpus: 1 },
        ...{ memoryBytes: 128 * mib, diskBytes, settings },
      }),
    );
  expect(await refusalOf(input({ kernelId: crypto.randomUUID() }))).toMatchObject({ code: 'not-found' });
  const content = Buffer.alloc(mib);
  content.writeUInt16LE(0xef53, 1080);
  const data = await makeUpload(opened.ctx, tenant, { purpose: 'disk', content });
  expect(await refusalOf(input({ diskId: data.id }))).toMatchObject({ reason: 'disk-not-bootable' });
  expect(await refusalOf(input({ kernelId: data.id }))).toMatchObject({ code: 'not-found' });
  await data.remove();
  expect(await opened.ctx.db.instance.count()).toBe(1);
});

test('goes with all that it was', async () => {
  await deleteInstance(opened.ctx, { id, confirmName: 'uni-1' });
  await runQueuedJobs(opened.ctx);
  expect(await opened.ctx.db.deployment.count({ where: { instanceId: id } })).toBe(0);
});

const status = () =>
  askShell(
    opened.ctx.engine,
    { project: tenant.project, name: 'uni-1' },
    { verb: 'status', answer: kernelStatus },
  );

async function answer(): Promise<string> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      const response = await fetch(`http://${ipv4}/`, { signal: AbortSignal.timeout(3000) });
      return await response.text();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(100);
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
