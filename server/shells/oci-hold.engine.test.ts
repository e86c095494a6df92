import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { capabilityNames } from '../deployments/capability-schema.ts';
import { closesOutgoing } from '../evidence/closes-outgoing.ts';
import { openTerminal } from '../incus/open-terminal.ts';
import { listenBeside } from '../testing/listen-beside.ts';
import { openShellWorld, type ShellWorld } from '../testing/shell-world.ts';
import { testEngine } from '../testing/test-engine.ts';
import { enterWorkload } from './enter-workload.ts';
import { readEvidence } from './read-evidence.ts';

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
const evidence = () => readEvidence(engine, world.shell);
const answers = () => expect.poll(() => world.ask().catch(String), until).toBe('ok');

test('nothing running is no evidence', async () => {
  await expect(evidence()).rejects.toMatchObject({ code: 'absent' });
});

test('an app has nothing but what its owner allowed', async () => {
  await world.deploy(1, 'web');
  expect(await evidence()).toMatchObject({
    ...{ number: 1, runtime: 'crun', platform: null, isRootReadOnly: false, hasOwnNetwork: false },
    ...{ capabilities: { effective: [], bounding: [] }, noNewPrivileges: true, seccomp: { mode: 'filter' } },
  });
  const { userMap, devices, kernel, seenKernel } = await evidence();
  expect(userMap[0]?.outside).toBeGreaterThan(0);
  expect(devices).toContain('/dev/null');
  expect(devices).not.toContain('/dev/net/tun');
  expect(seenKernel).toEqual(kernel);
});

test('an app leaves no core dump, neither in a file nor with a program of the node', async () => {
  const limits = await world.inShell('sh', '-c', 'cat /proc/$(cat /run/berth/pid-1)/limits');
  expect(limits).toMatch(/Max core file size\s+1\s+1\s/);
});

test('what is ticked is what it has', async () => {
  await world.deploy(1, 'web', {
    capabilities: ['NET_BIND_SERVICE', 'CHOWN'],
    readOnlyRoot: true,
    devices: ['/dev/net/tun'],
    seccomp: 'strict',
    user: '0',
  });
  const found = await evidence();
  expect(found).toMatchObject({
    capabilities: { effective: ['CHOWN', 'NET_BIND_SERVICE'], bounding: ['CHOWN', 'NET_BIND_SERVICE'] },
    ...{ isRootReadOnly: true, noNewPrivileges: true, seccomp: { mode: 'filter' } },
  });
  expect(found.devices).toContain('/dev/net/tun');
  expect(found.devices).not.toContain('/dev/fuse');
  const { seccomp: strict } = found;
  await world.deploy(1, 'web', { seccomp: 'unconfined', user: '1234:1234' });
  const open = await evidence();
  // The shell itself is held by the engine's own filter.
  expect(open.seccomp.filters).toBe(strict.filters - 1);
  expect(open.userIds).toEqual({ uid: 1234, gid: 1234 });
});

test.each(['crun', 'runsc'] as const)(
  'a command that looks at its health has by %s what the application has, and no more',
  async (runtime) => {
    const command = ['/bin/busybox', 'sh', '-c', `echo ready; ${told}; echo $PLACE; exit 1`];
    const times = { intervalSeconds: 1, timeoutSeconds: 5, retries: 1, startSeconds: 0 };
    await world.deploy(10, 'box', {
      ...{ runtime, user: '1000:1000', capabilities: ['CHOWN'], workingDir: '/www' },
      environment: [{ name: 'PLACE', value: 'here' }],
      health: { test: { kind: 'command', command }, ...times },
    });
    const output = async () => (await world.status()).health?.output ?? '';
    await expect.poll(output, until).toContain('ready');
    const said = await output();
    expect(said).toMatch(/Uid:\t1000\t1000\t1000\t1000 Gid:\t1000\t1000\t1000\t1000 .*\/www here$/);
    // What root would have got, and what nothing of it can have.
    expect(said).toMatch(/CapBnd:\t0{15}1 /);
    if (runtime === 'crun') expect(said).toMatch(/NoNewPrivs:\t1 Seccomp:\t2 /);
    else expect(said).toMatch(/CapEff:\t0{16} /);
  },
);
const told =
  "/bin/busybox grep -E '^(Uid|Gid|CapEff|CapBnd|NoNewPrivs|Seccomp):' /proc/self/status; /bin/busybox pwd";

test.each(['crun', 'runsc'] as const)(
  'with no outgoing connections, %s lets in and not out',
  async (runtime) => {
    const [registry = ''] = world.registry.host.split(':');
    await world.deploy(2, 'web', { runtime });
    await answers();
    expect(await world.ask(`/connect?${registry}:5000`)).toBe('reached');
    const health = {
      test: { kind: 'tcp' as const, port: 8080 },
      ...{ intervalSeconds: 1, timeoutSeconds: 2, retries: 2, startSeconds: 5 },
    };
    const ports = [{ port: 8080, protocol: 'tcp' as const }];
    await world.deploy(2, 'web', { runtime, outgoing: false, ports, health });
    await answers();
    expect(await world.ask(`/connect?${registry}:5000`)).not.toBe('reached');
    expect(await world.ask('/connect?192.0.0.1:22')).not.toBe('reached');
    const { hasOwnNetwork, networkFilter } = await evidence();
    expect(hasOwnNetwork && closesOutgoing(networkFilter ?? [])).toBe(true);
    await expect.poll(async () => (await world.status()).health?.state, until).toBe('healthy');
    // Who looks at its health is sent elsewhere by it, and does not go.
    const elsewhere = `${registry}:${runtime === 'crun' ? 5001 : 5002}`;
    const test = { kind: 'http' as const, port: 8080, path: `/redirect?${elsewhere}` };
    const hits = await listenBeside(world, elsewhere);
    await world.deploy(2, 'web', { runtime, outgoing: false, ports, health: { ...health, test } });
    await expect.poll(async () => (await world.status()).health?.state, until).toBe('healthy');
    expect(await hits()).toEqual(['/of-shell']);
    // The shell itself still fetches.
    await world.deploy(3, 'tell', { runtime, outgoing: false });
    await expect.poll(() => isOpen(8080), until).toBe(false);
  },
);

test('others reach the ports that are named, and no other', async () => {
  await world.deploy(4, 'web', { ports: [{ port: 9, protocol: 'tcp' }] });
  await expect.poll(() => world.texts(4), until).toContain('listening on 8080');
  expect(await isOpen(8080)).toBe(false);
  await world.deploy(4, 'web', { ports: [{ port: 8080, protocol: 'tcp' }] });
  await answers();
});

test('a port below 1024 takes no capability', async () => {
  await world.deploy(4, 'web', { environment: [{ name: 'PORT', value: '80' }], user: '1000' });
  await expect.poll(() => isOpen(80), until).toBe(true);
  const ports = [{ port: 80, protocol: 'tcp' as const }];
  const environment = [{ name: 'PORT', value: '80' }];
  await world.deploy(4, 'web', { environment, user: '1000', outgoing: false, ports });
  await expect.poll(() => isOpen(80), until).toBe(true);
});

test('in a sandbox, what escapes are made of sees the sandbox alone', async () => {
  await world.deploy(5, 'probe', { runtime: 'runsc' });
  await expect.poll(() => world.texts(5), until).toContain('probed');
  const seen = Object.fromEntries((await world.texts(5)).map((line) => line.split(/: (.*)/)));
  const { kernel } = await evidence();
  // What gVisor says of itself, whatever is under it.
  expect(seen['/proc/version']).toMatch(/^Linux version 4\.4\.0 /);
  expect(seen.kernel).not.toContain(kernel.release);
  expect(seen.dmesg ?? '').not.toContain(kernel.release);
  expect(seen['/proc/1/cmdline']).toBe('/probe');
  expect(seen['/proc/cmdline']).toContain('gvisor');
  for (const name of closed) expect(`${name} ${seen[name]}`).not.toContain('done');
});

test('with all that the form allows, it sees the sandbox alone as well', async () => {
  const capabilities = [...capabilityNames];
  await world.deploy(9, 'probe', {
    runtime: 'runsc',
    capabilities,
    seccomp: 'unconfined',
    devices: ['/dev/fuse'],
  });
  await expect.poll(() => world.texts(9), until).toContain('probed');
  const seen = Object.fromEntries((await world.texts(9)).map((line) => line.split(/: (.*)/)));
  const { kernel } = await evidence();
  expect(seen['/proc/version']).toMatch(/^Linux version 4\.4\.0 /);
  expect(seen.dmesg).toContain('Starting gVisor');
  expect(JSON.stringify(seen)).not.toContain(kernel.release);
  expect(seen.processes).toBe('probe');
  expect(seen['/proc/kallsyms']).toBe('No such file or directory');
  // Rights to it were given: its packets go out as the shell's own, by the engine's filters.
  const given = ['raw-socket', 'packet-socket'];
  for (const name of given) expect(`${name} ${seen[name]}`).toContain('done');
  const more = [
    ...['open-kmem', 'open-port', 'open-kvm', 'open-kcore', 'mknod-mem', 'mknod-kvm', 'ptrace-init'],
    ...['netlink-audit', 'netlink-filter', 'change-card'],
  ];
  for (const name of [...closed, ...more]) {
    if (!given.includes(name)) expect(`${name} ${seen[name]}`).not.toContain('done');
  }
});

test('an app with the strict profile can do none of it', async () => {
  await world.deploy(6, 'probe', { seccomp: 'strict' });
  await expect.poll(() => world.texts(6), until).toContain('probed');
  const seen = Object.fromEntries((await world.texts(6)).map((line) => line.split(/: (.*)/)));
  const more = [
    'mknod-disk',
    'write-sysrq',
    'unshare-user',
    'unshare-mount',
    'chroot',
    'keyctl',
    'ptrace-init',
  ];
  for (const name of [...closed, ...more]) expect(`${name} ${seen[name]}`).not.toContain('done');
});

// Nodes, roots and namespaces that gVisor makes are its own: what counts is that nothing is behind them.
const closed = [
  ...[
    'mount-proc',
    'mount-tmpfs',
    'mount-cgroup',
    'remount-root',
    'raw-socket',
    'packet-socket',
    'open-disk',
  ],
  ...[
    'open-kmsg',
    'open-mem',
    'write-core-pattern',
    'write-uevent-helper',
    'setns-init',
    'open-by-handle',
    'bpf',
  ],
  ...['perf', 'userfaultfd', 'io-uring', 'init-module', 'kexec', 'reboot', 'set-time', 'regain-caps'],
];

test('a sandbox says which kernel its application sees, and by what its calls are taken', async () => {
  await world.deploy(7, 'tell', { runtime: 'runsc' });
  const { seenKernel, kernel, platform, runtimeVersion } = await evidence();
  expect(seenKernel?.release).toBe('4.4.0');
  expect(kernel.release).not.toBe('4.4.0');
  expect(platform).toMatch(/^(systrap|kvm)$/);
  expect(runtimeVersion).toContain('runsc');
});

test('an image without a shell says so to who wants to enter', async () => {
  const terminal = await openTerminal(engine, {
    ...{ project: world.place.project, name: world.shell.name },
    ...{ command: [...enterWorkload], columns: 80, rows: 24 },
  });
  let screen = '';
  terminal.onData((data) => {
    screen += data;
  });
  expect(await new Promise((resolve) => terminal.onExit(resolve))).toEqual({ code: 1 });
  expect(screen).toContain('there is no shell in this image');
});

test.each(['crun', 'runsc'] as const)('its own shell is entered by %s', async (runtime) => {
  await world.deploy(8, 'roomy', { runtime });
  const terminal = await openTerminal(engine, {
    ...{ project: world.place.project, name: world.shell.name },
    ...{ command: [...enterWorkload], columns: 97, rows: 24 },
  });
  let screen = '';
  terminal.onData((data) => {
    screen += data;
  });
  await expect.poll(() => screen, until).toMatch(/terminal 1, \d+ columns, xterm-256color/);
  terminal.write('hello\r');
  await expect.poll(() => screen, until).toContain('said hello');
  const ended = new Promise((resolve) => terminal.onExit(resolve));
  terminal.write('exit 7\r');
  expect(await ended).toEqual({ code: 7 });
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: world.shell.address, port, timeout: 1000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
