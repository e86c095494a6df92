import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deploy } from '#server/deployments/deploy.ts';
import { listDeploymentLines } from '#server/deployments/list-deployment-lines.ts';
import { listDeployments } from '#server/deployments/list-deployments.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { deleteInstance } from '#server/instances/delete-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { askShell } from '#server/shells/ask-shell.ts';
import { bootSector } from '#server/testing/boot-sector.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeUpload } from '#server/testing/make-upload.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import type { UploadPurpose } from '#server/uploads/schema.ts';
import { kernelLog } from './shell-shapes.ts';

const mib = 1024 ** 2;
const name = 'formats';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let place: string;
let id: string;
const uploads: Awaited<ReturnType<typeof makeUpload>>[] = [];

// One shell; each test deploys one more version into it.
beforeAll(async () => {
  opened = await openTestCtx();
  const { ctx } = opened;
  await ctx.db.planSet.create({ data: { name: 'all', isDefault: true, allowsEmulation: true } });
  tenant = await makeEngineTenant(ctx, { unikernels: 1 });
  const able = { kind: 'unikernel', isSupported: true, reason: null, reasonKey: null, params: {} };
  await ctx.db.node.create({ data: { name: 'none', state: 'online', kinds: [able], seenAt: new Date() } });
  place = mkdtempSync(path.join(tmpdir(), 'berth-formats-'));
  const kernelId = (await upload('kernel', compiled('pvh'))).id;
  const { instanceId } = await createInstance(
    ctx,
    createInstanceInput.parse({
      ...{ tenant: tenant.slug, kind: 'unikernel', name, vcpus: 1 },
      ...{ memoryBytes: 128 * mib, diskBytes: 1024 * mib, settings: { kernelId } },
    }),
  );
  id = instanceId;
  await runQueuedJobs(ctx);
});
afterAll(async () => {
  if (id) await deleteInstance(opened.ctx, { id, confirmName: name });
  if (id) await runQueuedJobs(opened.ctx);
  await tenant?.remove();
  if (place) rmSync(place, { recursive: true, force: true });
  await opened?.ctx.db.deployment.deleteMany();
  for (const { remove } of uploads) await remove();
  await opened?.close();
});

function compiled(loader: 'pvh' | 'multiboot' | 'linux'): Buffer {
  const out = path.join(place, loader);
  execFileSync('images/demo-unikernel/compile.sh', [out, loader]);
  return readFileSync(out);
}

function asQcow2(content: Buffer): Buffer {
  const [raw, out] = [path.join(place, 'raw.img'), path.join(place, 'disk.qcow2')];
  writeFileSync(raw, content);
  execFileSync('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, out]);
  return readFileSync(out);
}

/** Whose first bytes the demo tells. */
function dataDisk(text: string): Buffer {
  const disk = Buffer.alloc(mib);
  disk.write(text);
  disk.writeUInt16LE(0xaa55, 510);
  return disk;
}

async function upload(purpose: UploadPurpose, content: Buffer) {
  const made = await makeUpload(opened.ctx, tenant, { purpose, content });
  uploads.push(made);
  return made;
}

/** Deploys it, and gives what its deployment and its serial line have said. */
async function run(settings: object): Promise<{ log: string; serial: string }> {
  const { number } = await deploy(opened.ctx, { id, settings: { ...settings } });
  await runQueuedJobs(opened.ctx);
  const [newest] = (await listDeployments(opened.ctx, { id })).items;
  expect(newest).toMatchObject({ number, state: 'current', stateReason: null });
  const { lines } = await listDeploymentLines(opened.ctx, { id, number, after: -1 });
  const question = { verb: 'logs', input: { after: null, limit: 20 }, answer: kernelLog };
  const said = await askShell(opened.ctx.engine, { project: tenant.project, name }, question);
  return { log: lines.map(({ text }) => text).join('\n'), serial: said.lines.join('\n') };
}

test('a multiboot kernel with an initial RAM disk', async () => {
  const kernel = await upload('kernel', compiled('multiboot'));
  expect(kernel.format).toBe('multiboot');
  const initrd = await upload('initrd', Buffer.from('for a multiboot kernel'));
  const { log, serial } = await run({ kernelId: kernel.id, initrdId: initrd.id });
  expect(log).toContain('multiboot on q35');
  expect(serial).toContain('initial RAM disk, 22 bytes: for a multiboot ');
});

test('a bzImage with an initial RAM disk, a virtio disk and its address on the command line', async () => {
  const kernel = await upload('kernel', compiled('linux'));
  expect(kernel.format).toBe('linux');
  const initrd = await upload('initrd', Buffer.from('for a bzImage'));
  const disk = await upload('disk', dataDisk('raw disk of 1MiB'));
  const settings = { kernelId: kernel.id, initrdId: initrd.id, diskId: disk.id };
  const { log, serial } = await run({ ...settings, commandLine: 'ip={ip}/{prefix} gw={gateway}' });
  expect(log).toContain('linux on microvm');
  expect(serial).toContain('initial RAM disk, 13 bytes: for a bzImage');
  expect(serial).toContain('disk, first sector: raw disk of 1MiB');
  expect(serial).toMatch(/http:\/\/[\d.]+\/ is ready/);
});

test('a PVH kernel with an initial RAM disk and a qcow2 disk beside it', async () => {
  const kernelId = uploads[0]?.id;
  const initrd = await upload('initrd', Buffer.from('for a PVH kernel'));
  const disk = await upload('disk', asQcow2(dataDisk('inside of qcow2.')));
  expect(disk.format).toBe('qcow2');
  const { log, serial } = await run({ kernelId, initrdId: initrd.id, diskId: disk.id });
  expect(log).toContain('pvh on microvm');
  expect(serial).toContain('initial RAM disk, 16 bytes: for a PVH kernel');
  expect(serial).toContain('disk, first sector: inside of qcow2.');
});

test('a qcow2 disk, by its boot sector', async () => {
  const disk = await upload('disk', asQcow2(bootSector('QCOW2 STARTS', 0)));
  expect(disk).toMatchObject({ format: 'qcow2', isBootable: true });
  const { log, serial } = await run({ diskId: disk.id, restart: { policy: 'no', max: null } });
  expect(log).toContain('disk on q35');
  expect(serial).toContain('QCOW2 STARTS');
});
