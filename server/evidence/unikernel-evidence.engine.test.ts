import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { getLog } from '#server/logs/get-log.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeUpload } from '#server/testing/make-upload.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { getEvidence } from './get-evidence.ts';
import type { EvidenceKey } from './schema.ts';

const mib = 1024 ** 2;
let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let kernel: Awaited<ReturnType<typeof makeUpload>>;
let place: string;
let id: string;

beforeAll(async () => {
  opened = await openTestCtx();
  const { ctx } = opened;
  await ctx.db.planSet.create({ data: { name: 'all', isDefault: true, allowsEmulation: true } });
  tenant = await makeEngineTenant(ctx, { unikernels: 1 });
  const able = { kind: 'unikernel', isSupported: true, reason: null, reasonKey: null, params: {} };
  await ctx.db.node.create({ data: { name: 'none', state: 'online', kinds: [able], seenAt: new Date() } });
  place = mkdtempSync(path.join(tmpdir(), 'berth-demo-'));
  execFileSync('images/demo-unikernel/compile.sh', [path.join(place, 'demo.elf')]);
  const content = readFileSync(path.join(place, 'demo.elf'));
  kernel = await makeUpload(ctx, tenant, { purpose: 'kernel', content });
  const wanted = createInstanceInput.parse({
    ...{ tenant: tenant.slug, kind: 'unikernel', name: 'uni-1', vcpus: 1 },
    ...{ memoryBytes: 128 * mib, diskBytes: 1024 * mib },
    settings: { kernelId: kernel.id, commandLine: 'ip={ip}/{prefix} gw={gateway}' },
  });
  id = (await createInstance(ctx, wanted)).instanceId;
  await runQueuedJobs(ctx);
});
afterAll(async () => {
  await tenant?.remove();
  if (place) rmSync(place, { recursive: true, force: true });
  await opened?.ctx.db.deployment.deleteMany();
  await kernel?.remove();
  await opened?.close();
});

test('of a unikernel: QEMU without any right, in its sandbox, and nothing but it in the shell', async () => {
  const { observations } = await getEvidence(opened.ctx, id);
  const find = (key: EvidenceKey) => observations.find((each) => each.key === key);
  expect(find('qemu')?.value).toMatch(/^\d+\.\d+/);
  expect(find('qemu-machine')?.value).toBe('microvm');
  const accelerator = find('qemu-accelerator');
  expect(accelerator?.mark).toBe(accelerator?.value === 'kvm' ? 'none' : 'notice');
  expect(find('qemu-sandbox')?.value).toContain('spawn=deny');
  expect(find('app-capabilities')).toMatchObject({ value: 'none', mark: 'none' });
  expect(find('app-no-new-privileges')).toMatchObject({ value: 'yes', mark: 'none' });
  expect(find('app-user')?.mark).toBe('none');
  expect(find('shell-processes')?.value).toContain('qemu');
  expect(observations.filter(({ mark }) => mark === 'worry')).toEqual([]);
});

test('its serial line is read from a cursor on', async () => {
  const first = await getLog(opened.ctx, { id, after: null, limit: 100 });
  expect(first.source).toBe('serial');
  expect(first.lines.map(({ text }) => text).join('\n')).toContain('demo unikernel');
  expect((await getLog(opened.ctx, { id, after: first.cursor, limit: 100 })).lines).toEqual([]);
  const one = await getLog(opened.ctx, { id, after: null, limit: 1 });
  expect(one.lines).toHaveLength(1);
  expect(one.lines[0]?.text).toBe(first.lines.at(-1)?.text);
});
