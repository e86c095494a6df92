import { afterAll, beforeAll, expect, test } from 'vitest';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { patchInstance } from '#server/incus/instances.ts';
import { getServer } from '#server/incus/server.ts';
import { stopInstance } from '#server/instances/stop-instance.ts';
import { makeMember } from '#server/testing/make-actor.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeTenant } from '#server/testing/make-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { getEvidence } from './get-evidence.ts';
import { type EvidenceKey, evidenceView } from './schema.ts';

let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let tiny: { id: string; name: string };

beforeAll(async () => {
  opened = await openTestCtx();
  tenant = await makeEngineTenant(opened.ctx);
  tiny = await makeEngineInstance(opened.ctx, tenant);
});
afterAll(async () => {
  await tenant?.remove();
  await opened?.close();
});
async function look() {
  const view = evidenceView.parse(await getEvidence(opened.ctx, tiny.id));
  const find = (key: EvidenceKey) => view.observations.find((each) => each.key === key);
  return { view, find };
}
async function inside(...command: string[]): Promise<string> {
  const { stdout } = await execInInstance(opened.ctx.engine, {
    ...{ project: tenant.project, name: tiny.name, command },
  });
  return stdout.toString();
}

test('a light VM: what is told is what the engine and the kernel say', async () => {
  const { view, find } = await look();
  const { environment } = await getServer(opened.ctx.engine);
  expect(find('engine')?.value).toBe(`${environment.server} ${environment.server_version}`);
  expect(find('runtime')?.value).toMatch(/^lxc \d/);
  expect(find('kernel')).toMatchObject({ value: environment.kernel_version, origin: 'engine' });
  expect(find('kernel-seen')).toMatchObject({ value: environment.kernel_version, origin: 'guest' });
  // The helper's word, of the machine that the engine runs on.
  const waits = find('kernel-waits');
  expect(waits).toMatchObject({ origin: 'node', source: 'kernel-status' });
  expect(waits?.value ?? waits?.reason).toMatch(/^(yes|no|no-kernel-there)$/);
  expect(find('live-patches')).toMatchObject({ origin: 'node', value: expect.any(String) });

  const [zero, outside, count] = (await inside('cat', '/proc/1/uid_map')).trim().split(/\s+/);
  expect(find('id-map-inside')).toMatchObject({ value: `${zero} → ${outside} (${count})`, mark: 'none' });
  expect(find('id-map-engine')?.value).toBe(find('id-map-inside')?.value);
  expect(Number(outside)).toBeGreaterThan(0);
  expect(find('privileged')).toMatchObject({ value: 'no', mark: 'none' });
  expect(find('seccomp')?.value).toMatch(/^filter \(\d+\)$/);
  expect(find('capabilities')?.value).toBe('all');

  expect(find('network')?.value).toBe(tenant.network.bridge);
  expect(find('acl-attached')).toMatchObject({ mark: 'none' });
  expect(find('acl-egress')?.value).toContain('169.254.0.0/16');
  expect(find('limit-memory')?.value).toBe('128 MiB');
  expect(find('limit-disk')?.value).toBe('1024 MiB');
  expect(find('vault')).toMatchObject({ value: 'none', mark: 'notice' });
  expect(view.observations.filter(({ mark }) => mark === 'worry')).toEqual([]);
  expect(view.observations.every(({ value, reason }) => (value === null) !== (reason === null))).toBe(true);
});

test('what is weaker than it was made is marked, and a guest cannot speak for the engine', async () => {
  const { engine } = opened.ctx;
  const ref = { project: tenant.project, name: tiny.name };
  await patchInstance(engine, { ...ref, config: { 'security.syscalls.deny_default': 'false' } });
  expect((await look()).find('syscall-deny')).toMatchObject({ value: 'no', mark: 'worry' });
  await patchInstance(engine, { ...ref, config: { 'security.syscalls.deny_default': '' } });
  const guests = (await look()).view.observations.filter(({ origin }) => origin === 'guest');
  expect(guests.map(({ key }) => key)).toEqual(expect.arrayContaining(['seccomp', 'id-map-inside']));
});

test('a reader may see it, others may not; one that does not run says what it cannot', async () => {
  const reader = { ...opened.ctx, actor: makeMember({ ...tenant, name: tenant.slug }, 'reader') };
  expect((await getEvidence(reader, tiny.id)).observations.length).toBeGreaterThan(20);
  const other = { ...opened.ctx, actor: makeMember(await makeTenant(opened.ctx.db)) };
  expect(await refusalOf(getEvidence(other, tiny.id))).toMatchObject({ code: 'not-found' });

  await stopInstance(opened.ctx, { id: tiny.id, isForced: true });
  await runQueuedJobs(opened.ctx);
  const { find } = await look();
  expect(find('seccomp')).toMatchObject({ value: null, reason: 'not-running' });
  expect(find('acl-egress')?.value).toContain('reject');
});
