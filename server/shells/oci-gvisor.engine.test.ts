import { afterAll, beforeAll, expect, test } from 'vitest';
import { getInstance, updateInstance } from '../incus/instances.ts';
import { finishOperation } from '../incus/operations.ts';
import { openShellWorld, type ShellWorld } from '../testing/shell-world.ts';
import { testEngine } from '../testing/test-engine.ts';
import { kvmDevice } from './kvm-device.ts';
import { readEvidence } from './read-evidence.ts';
import { readRefused } from './read-refused.ts';
import { startWorkload } from './start-workload.ts';
import { stopWorkload } from './stop-workload.ts';

const engine = testEngine();
let world: ShellWorld;
beforeAll(async () => {
  world = await openShellWorld(engine);
});
afterAll(async () => {
  await world?.close();
  await engine.close();
});
const until = { timeout: 20_000, interval: 100 };
const runtime = 'runsc' as const;
const sh = (script: string) => ({ runtime, command: ['sh', '-c', script] });
const inside = async () => (await readEvidence(engine, world.shell)).inside;
const python = (code: string) =>
  world.inShell('python3', '-c', `import sys; sys.path.insert(0, '/usr/lib/berth')\n${code}`);

async function probe(number: number, wish: object) {
  await world.deploy(number, 'probe', { runtime, seccomp: 'unconfined', ...wish });
  await expect.poll(() => world.texts(number), until).toContain('probed');
  return Object.fromEntries((await world.texts(number)).map((line) => line.split(/: (.*)/)));
}

test('its platform is said: KVM where a try has worked, and else why not', async () => {
  const without = await world.deploy(1, 'web', { runtime });
  expect(without.platform).toEqual({ name: 'systrap', reason: 'this node gives no /dev/kvm' });
  expect((await world.deploy(1, 'web')).platform).toBeNull();

  const found = await getInstance(engine, world.shell);
  const changed = { ...found, project: world.place.project, devices: { ...found.devices, kvm: kvmDevice } };
  await finishOperation(engine, await updateInstance(engine, changed));
  const { platform } = await world.deploy(1, 'web', { runtime });
  if (platform?.name === 'kvm') expect(platform.reason).toBeNull();
  else expect(platform).toEqual({ name: 'systrap', reason: expect.stringMatching(/\w/) });
  expect((await readEvidence(engine, world.shell)).platform).toBe(platform?.name);
});

test('a try ends by itself, whatever the device does, and leaves no process', async () => {
  const tried = await python(
    'from berth_shell import gvisor\nprint(gvisor.try_kvm(), gvisor.run_probe("systrap"))',
  );
  expect(tried).toMatch(/'isUsable': (True|False).*\(42, /);
  await python('from berth_shell import gvisor\ngvisor.end_probe()');
  expect(await world.inShell('busybox', 'ps')).not.toContain('kvm-probe');
}, 60_000);

test('calls that gVisor does not know are named, each once', async () => {
  await probe(2, {});
  const { calls, more } = await readRefused(engine, world.shell, 2);
  expect(calls).toEqual(expect.arrayContaining(['bpf', 'userfaultfd', 'perf_event_open', 'init_module']));
  expect(new Set(calls).size).toBe(calls.length);
  expect(calls).not.toContain('rseq');
  expect(more).toBe(0);
  await world.deploy(3, 'web', { runtime });
  expect((await readRefused(engine, world.shell, 3)).calls).toEqual([]);
});

test('what it has written beside its volumes is there after a restart', async () => {
  await world.deploy(4, 'box', sh('echo again >>/www/times; cat /www/times; exec sleep 1000'));
  await expect.poll(() => world.texts(4), until).toEqual(['again']);
  await stopWorkload(engine, world.shell);
  await startWorkload(engine, world.shell);
  await expect.poll(() => world.texts(4), until).toEqual(['again', 'again', 'again']);
});

test.each(['default', 'strict', 'unconfined'] as const)(
  'the filter %s holds inside, or none',
  async (seccomp) => {
    await world.deploy(5, 'box', { ...sh('exec sleep 1000'), seccomp });
    expect(await inside()).toMatchObject({ hasFilter: seccomp !== 'unconfined' });
  },
);

test('raw sockets are there where NET_RAW was ticked', async () => {
  expect((await probe(6, {}))['raw-socket']).toBe('Operation not permitted');
  const seen = await probe(6, { capabilities: ['NET_RAW'] });
  expect(seen).toMatchObject({ 'raw-socket': 'done', 'packet-socket': 'done' });
});

test('NET_ADMIN and /dev/net/tun are of no effect, as the form says', async () => {
  const seen = await probe(7, { capabilities: ['NET_ADMIN', 'NET_RAW'], devices: ['/dev/net/tun'] });
  for (const name of ['change-card', 'netlink-filter', 'open-tun']) {
    expect(`${name} ${seen[name]}`).not.toContain('done');
  }
});

test('the process inside is told by a program of its image, as gVisor has it', async () => {
  const capabilities = ['CHOWN', 'NET_RAW'] as const;
  const wish = { capabilities: [...capabilities], devices: ['/dev/fuse' as const] };
  await world.deploy(8, 'box', { ...sh('exec sleep 1000'), ...wish, readOnlyRoot: true });
  expect(await inside()).toMatchObject({
    capabilities: { effective: capabilities, bounding: capabilities },
    ...{ isRootReadOnly: true, userIds: { uid: 0, gid: 0 }, devices: expect.arrayContaining(['/dev/fuse']) },
  });
  await world.deploy(8, 'box', { ...sh('exec sleep 1000'), ...wish, user: '1000' });
  expect(await inside()).toMatchObject({ userIds: { uid: 1000 }, capabilities: { bounding: capabilities } });
  // Nothing in it could tell.
  await world.deploy(9, 'web', { runtime });
  expect(await inside()).toBeNull();
});

test.each([
  ['hangs', 'exec /bin/busybox sleep 1000'],
  ['lies', 'for each in CapEff CapBnd Uid Gid Seccomp; do echo $each: x; done; echo 1 2 3 4 / rw'],
  ['never ends what it says', 'exec /bin/busybox yes'],
])('a program of its image that %s takes nothing from what the shell has read', async (_how, said) => {
  const wrong = `printf '#!/bin/busybox sh\\n${said}\\n' >/bin/cat`;
  await world.deploy(10, 'box', sh(`${wrong}; /bin/busybox chmod 755 /bin/cat; echo wrong; exec sleep 1000`));
  await expect.poll(() => world.texts(10), until).toContain('wrong');
  const found = await readEvidence(engine, world.shell, { timeoutSeconds: 20 });
  expect(found).toMatchObject({ number: 10, runtime: 'runsc', inside: null, seenKernel: null });
  expect(found.capabilities.bounding).toContain('SYS_PTRACE');
  // Nor does it stay there.
  expect(await world.inShell('podman', 'exec', 'berth-10', '/bin/busybox', 'ps')).not.toMatch(
    /sleep 1000\n.*sleep 1000/s,
  );
});
