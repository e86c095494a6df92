import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deploy } from '#server/deployments/deploy.ts';
import { execInInstance } from '#server/incus/exec-in-instance.ts';
import { getInstance } from '#server/incus/instances.ts';
import { createInstance } from '#server/instances/create-instance.ts';
import { createInstanceInput } from '#server/instances/schema.ts';
import { getLog } from '#server/logs/get-log.ts';
import { createRegistry } from '#server/registries/create-registry.ts';
import { startWorkload } from '#server/shells/start-workload.ts';
import { stopWorkload } from '#server/shells/stop-workload.ts';
import { hasOciTools } from '#server/testing/build-oci-images.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx, type TestCtx } from '#server/testing/open-test-ctx.ts';
import { refusalOf } from '#server/testing/refusal-of.ts';
import { runQueuedJobs } from '#server/testing/run-queued-jobs.ts';
import { startRegistry } from '#server/testing/start-registry.ts';
import { getEvidence } from './get-evidence.ts';
import type { EvidenceKey } from './schema.ts';

const mib = 1024 ** 2;
let opened: TestCtx;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;
let image: string;
let tell: string;
let id: string;

// An app whose registry is of a private authority, made and looked into as its owner does it.
describe.skipIf(!hasOciTools)('an app and a sandbox', () => {
  beforeAll(async () => {
    opened = await openTestCtx();
    const { ctx } = opened;
    tenant = await makeEngineTenant(ctx, { apps: 1, sandboxes: 1 });
    const { host, username, password, caPem, push } = await startRegistry(ctx.engine, tenant);
    image = (await push('web')).reference;
    tell = (await push('tell')).reference;
    const able = (kind: string) => ({ kind, isSupported: true, reason: null, reasonKey: null, params: {} });
    const kinds = [able('app'), able('sandbox')];
    await ctx.db.node.create({ data: { name: 'none', state: 'online', kinds, seenAt: new Date() } });
    await createRegistry(ctx, { tenant: tenant.slug, host, username, password, caPem });
    const input = createInstanceInput.parse({
      ...{ tenant: tenant.slug, kind: 'app', name: 'shop', vcpus: 1 },
      ...{ memoryBytes: 256 * mib, diskBytes: 2048 * mib },
      settings: { image, capabilities: ['CHOWN'], readOnlyRoot: true },
    });
    id = (await createInstance(ctx, input)).instanceId;
    await runQueuedJobs(ctx);
  }, 120_000);
  afterAll(async () => {
    await tenant?.remove();
    await opened?.close();
  });
  async function look() {
    const { observations } = await getEvidence(opened.ctx, id);
    return (key: EvidenceKey) => observations.find((each) => each.key === key);
  }

  /** The node's /dev/kvm, as the engine passes it to the shell. */
  async function kvm() {
    const { name } = await opened.ctx.db.instance.findUniqueOrThrow({ where: { id } });
    return (await getInstance(opened.ctx.engine, { project: tenant.project, name })).devices.kvm;
  }

  /** How the newest version went, with all that was said. */
  async function newest() {
    const {
      id: deploymentId,
      state,
      facts,
    } = await opened.ctx.db.deployment.findFirstOrThrow({
      where: { instanceId: id },
      orderBy: { number: 'desc' },
    });
    const lines = await opened.ctx.db.deploymentLine.findMany({ where: { deploymentId } });
    return { state, facts, lines: lines.map(({ text }) => text).join('\n') };
  }

  test('the login that was stored fetches the image, and the app is held as its owner allowed', async () => {
    const { state, stateReason } = await opened.ctx.db.deployment.findFirstOrThrow({
      where: { instanceId: id },
    });
    expect([state, stateReason]).toEqual(['current', null]);
    expect(await kvm()).toBeUndefined();
    const find = await look();
    expect(find('app-runtime')?.value).toMatch(/^crun version \d/);
    expect(find('app-bounding')).toMatchObject({ value: 'CHOWN', origin: 'shell', mark: 'none' });
    expect(find('app-no-new-privileges')).toMatchObject({ value: 'yes', mark: 'none' });
    expect(find('app-seccomp')?.value).toMatch(/^filter \(\d+\)$/);
    expect(find('app-root')?.value).toBe('read-only');
    expect(find('app-network')?.value).toBe('shell');
    expect(find('app-outgoing')?.value).toBe('yes');
    expect(find('app-version')?.value).toBe('1');
    // The shell around it, as every other light VM.
    expect(find('nesting')).toMatchObject({ value: 'yes', mark: 'notice' });
    expect(find('id-map-inside')).toMatchObject({ mark: 'none' });
  });

  test('its log is read from a cursor on, and says why there is none', async () => {
    const first = await getLog(opened.ctx, { id, after: null, limit: 100 });
    expect(first).toMatchObject({ source: 'application', isCut: false });
    expect(first.cursor).toMatch(/^w:/);
    const next = await getLog(opened.ctx, { id, after: first.cursor, limit: 100 });
    expect(next.lines).toEqual([]);
    await opened.ctx.db.instance.update({ where: { id }, data: { state: 'stopped' } });
    const refused = await refusalOf(getLog(opened.ctx, { id, after: null, limit: 1 }));
    expect(refused).toMatchObject({ code: 'wrong-state', reason: 'log-needs-running' });
    await opened.ctx.db.instance.update({ where: { id }, data: { state: 'running' } });
  });

  test('nothing is deployed only where the shell says so, and not where it does not answer', async () => {
    const { name } = await opened.ctx.db.instance.findUniqueOrThrow({ where: { id } });
    const ref = { project: tenant.project, name };
    const mode = (bits: string) =>
      execInInstance(opened.ctx.engine, { ...ref, command: ['chmod', bits, '/usr/lib/berth/shell'] });
    const reason = async () => (await look())('app-runtime')?.reason;
    await mode('000');
    expect(await reason()).toBe('no-answer');
    await mode('755');
    await stopWorkload(opened.ctx.engine, ref);
    expect(await reason()).toBe('not-deployed');
    await startWorkload(opened.ctx.engine, ref);
    expect(await reason()).toBeNull();
  });

  test('in a sandbox the application sees the kernel of gVisor and not that of the node', async () => {
    await deploy(opened.ctx, { id, kind: 'sandbox', settings: { image } });
    await runQueuedJobs(opened.ctx);
    const find = await look();
    expect(find('app-runtime')?.value).toMatch(/^runsc/);
    expect(find('app-platform')?.value).toBeTruthy();
    const seen = find('app-kernel');
    expect(seen?.mark).toBe('none');
    expect(await kvm()).toMatchObject({ path: '/dev/kvm', required: 'false' });
    const { lines, facts } = await newest();
    expect(lines).toContain(`gVisor takes its system calls over by ${find('app-platform')?.value}`);
    expect(facts).toMatchObject({ platform: find('app-platform')?.value, refusedCalls: [] });
    if (seen?.value) expect(seen.value).not.toContain(find('kernel')?.value ?? '?');
    else expect(seen?.reason).toBe('no-program');
  }, 60_000);

  test('what gVisor does not know, and what the image keeps in no volume, is said when it is deployed', async () => {
    const deployed = async (settings: Record<string, unknown>) => {
      await deploy(opened.ctx, { id, kind: 'sandbox', settings });
      await runQueuedJobs(opened.ctx);
      return newest();
    };
    const environment = [{ name: 'ASKS', value: 'yes' }];
    const health = { test: { kind: 'tcp', port: 8080 } };
    const asks = await deployed({ image, environment, health, capabilities: ['NET_ADMIN'] });
    expect(asks.state).toBe('current');
    expect(asks.lines).toContain(
      'gVisor does not know these system calls that it has asked for: copy_file_range',
    );
    expect(asks.lines).toContain('of no effect in a sandbox: NET_ADMIN');
    expect(asks.facts).toMatchObject({ refusedCalls: ['copy_file_range'] });
    expect((await look())('app-refused')).toMatchObject({
      value: 'copy_file_range',
      origin: 'shell',
      mark: 'none',
    });
    const keeps = await deployed({ image: tell });
    expect(keeps.lines).toContain('The image keeps things in /data, which is no volume of this version');
    expect(keeps.facts).toMatchObject({ volumePaths: ['/data'], refusedCalls: [] });
    // Its own process, told by the `cat` of its image.
    const find = await look();
    expect(find('inside-bounding')).toMatchObject({ value: 'none', origin: 'guest' });
    expect(find('inside-user')?.value).toBe('1000:1000');
    expect(find('inside-devices')?.reason).toBe('no-program');
  }, 90_000);
});
